import { useQuery } from '@tanstack/react-query';
import { announcementsQuery } from '../api.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { AnnouncementForm } from './announcement-form.tsx';
import { SentAnnouncement } from './sent-announcement.tsx';

const pollEvery = 2_000;

export default function AnnouncementsPage() {
  return (
    <CoordinatePage
      title="Announcements"
      intro="Write to members. Each person gets the announcement in their chat, or by e-mail if they prefer that."
      needs="announce"
    >
      <AnnouncementForm />
      <Sent />
    </CoordinatePage>
  );
}

function Sent() {
  const sent = useQuery({
    ...announcementsQuery,
    refetchInterval: ({ state }) =>
      state.data?.announcements.some(({ counts }) => counts.waiting > 0) ? pollEvery : false,
  });
  return (
    <Section heading="Sent">
      <Loaded query={sent} skeleton={[140, 140]}>
        {({ announcements }) =>
          announcements.length > 0 ? (
            announcements.map((each) => <SentAnnouncement key={each.id} announcement={each} />)
          ) : (
            <NoticeText>
              Nothing has been sent yet. What you send is listed here, with how many people it reached.
            </NoticeText>
          )
        }
      </Loaded>
    </Section>
  );
}
