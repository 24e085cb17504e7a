import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { EventDetail } from '../../bot/api/contract-events.ts';
import { eventQuery } from '../api.ts';
import { canShareLinks, shareLink } from '../host.ts';
import { announce } from '../ui/announce.tsx';
import { AreaLabel } from '../ui/area-label.tsx';
import { BookingButton, BookingStatus, useBooking } from '../ui/booking.tsx';
import { DateBlock, Places, placeOf, SampleMark } from '../ui/event-row.tsx';
import { Facts } from '../ui/facts.tsx';
import { TextLink, WithMail } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Card, Paragraphs } from '../ui/prose.tsx';
import { SourceLine } from '../ui/source-line.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  top: { display: 'flex', columnGap: tokens.spacingHorizontalL, alignItems: 'start' },
  main: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalS,
    minWidth: 0,
  },
  marks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  when: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  where: { margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

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
  const styles = useStyles();
  const booking = useBooking(event);
  const where = placeOf(event);
  return (
    <>
      <Card>
        <div className={styles.top}>
          <DateBlock when={event.when} area={event.area} />
          <div className={styles.main}>
            <p className={styles.when}>{event.when.text}</p>
            {where && <p className={styles.where}>{where}</p>}
            <div className={styles.marks}>
              <AreaLabel id={event.area} />
              {event.sample && <SampleMark />}
              <Places event={event} />
            </div>
          </div>
        </div>
        <div className={styles.actions}>
          <BookingButton event={event} booking={booking} primary />
          {canShareLinks() && <Share event={event} />}
        </div>
        <BookingStatus booking={booking} />
      </Card>
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
    </>
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
