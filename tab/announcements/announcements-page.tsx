import { useQuery } from '@tanstack/react-query';
import { announcementsQuery } from '../api.ts';
import { inTeams } from '../host.ts';
import { useMe } from '../ui/me.ts';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Forbidden, Loaded, NoticeText } from '../ui/states.tsx';
import { AnnouncementForm } from './announcement-form.tsx';
import { SentAnnouncement } from './sent-announcement.tsx';

const pollEvery = 2_000;

export default function AnnouncementsPage() {
  const { can } = useMe();
  return (
    <Page
      title="Announcements"
      // In Teams no other link leads out of here.
      back={inTeams ? { to: '/home', text: 'Home' } : undefined}
      intro={can.announce ? 'Write to members. Each person gets the announcement in their chat.' : undefined}
    >
      {can.announce ? (
        <>
          <AnnouncementForm />
          <Sent />
        </>
      ) : (
        <Forbidden message="This page is for the people who run the alliance." />
      )}
    </Page>
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
