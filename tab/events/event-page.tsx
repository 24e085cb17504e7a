import { Button } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { EventDetail } from '../../bot/api/contract-events.ts';
import { eventQuery } from '../api.ts';
import { canShareLinks, shareLink } from '../host.ts';
import { announce } from '../ui/announce.tsx';
import { Facts } from '../ui/facts.tsx';
import { OutsideLink, TextLink, WithMail } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Paragraphs } from '../ui/prose.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { Section } from '../ui/section.tsx';
import { SourceLine } from '../ui/source-line.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { Feedback } from './feedback-form.tsx';
import { SessionCard } from './session-card.tsx';

export default function EventPage() {
  const { id = '' } = useParams();
  const event = useQuery(eventQuery(id));
  return (
    <Page
      title={event.data?.title ?? 'Event'}
      loading={event.isPending}
      back={{ to: '/events', text: 'All events' }}
    >
      <Loaded query={event} what="event" skeleton={[140, 180]}>
        {(event) => <Detail key={event.id} event={event} />}
      </Loaded>
    </Page>
  );
}

function Detail({ event }: { event: EventDetail }) {
  const share = canShareLinks() && <Share event={event} />;
  const [only] = event.series;
  return (
    <>
      {event.cancelledReason && (
        <Notice icon="warning" heading="This has been called off">
          <NoticeText>{event.cancelledReason}</NoticeText>
        </Notice>
      )}
      {event.series.length === 1 && only && (
        <SessionCard event={event} session={only}>
          {share}
        </SessionCard>
      )}
      <Paragraphs lines={event.description.length > 0 ? event.description : [event.summary]} />
      <Facts
        facts={[
          ['Who it is for', event.audience],
          ['What to bring', event.bring],
          ['Please note', event.caution],
          ['Who to ask', event.contact && <WithMail>{event.contact}</WithMail>],
          [
            'Part of',
            event.item && <TextLink to={`/programmes/${event.item.id}`}>{event.item.title}</TextLink>,
          ],
          ['Source', event.source && <SourceLine source={event.source} />],
        ]}
      />
      {event.series.length > 1 && (
        <Section heading={`${event.series.length} sessions`}>
          <div>{share}</div>
          {event.series.map((session) => (
            <SessionCard key={session.sessionId} event={event} session={session} />
          ))}
        </Section>
      )}
      <Materials event={event} />
      <Feedback eventId={event.id} sessionId={event.feedbackSessionId} />
    </>
  );
}

/** Afterwards, for those who had a place. */
function Materials({ event: { materials, recordingUrl } }: { event: EventDetail }) {
  if (materials.length === 0 && !recordingUrl) return null;
  return (
    <Section heading="From the event">
      <Rows>
        {recordingUrl && <Row words={<OutsideLink href={recordingUrl}>Recording</OutsideLink>} />}
        {materials.map(({ title, url }) => (
          <Row key={url} words={<OutsideLink href={url}>{title}</OutsideLink>} />
        ))}
      </Rows>
    </Section>
  );
}

const notShared = 'Teams could not open the box for sharing. Try again.';

function Share({ event }: { event: EventDetail }) {
  const share = useMutation({
    mutationFn: () => shareLink(`/events/${event.id}`, event.title),
    onError: () => announce(notShared),
  });
  return (
    <>
      <Button size="large" onClick={() => share.mutate()}>
        Share
      </Button>
      {share.isError && <NoticeText>{notShared}</NoticeText>}
    </>
  );
}
