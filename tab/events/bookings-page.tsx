import { useQuery } from '@tanstack/react-query';
import { bookingsQuery } from '../api.ts';
import { EventList } from '../ui/event-row.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Offers, useOffers } from '../ui/offers.tsx';
import { OutlookNotice } from '../ui/outlook-notice.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { CalendarFeed } from './calendar-feed.tsx';
import { ColleaguesBookings } from './colleagues-bookings.tsx';
import { EventViews } from './event-views.tsx';
import { Nominations } from './nominations.tsx';

export default function BookingsPage() {
  const bookings = useQuery(bookingsQuery);
  const offers = useOffers(bookings.data?.bookings);
  return (
    <Page title="My bookings">
      <EventViews />
      <OutlookNotice />
      <Loaded query={bookings} skeleton={[28, 104, 104]}>
        {({ bookings, forColleagues }) => {
          const events = bookings.filter((each) => !offers.includes(each)).map(({ event }) => event);
          const coming = events.filter(({ when }) => !when.passed);
          const past = events.filter(({ when }) => when.passed);
          return (
            <>
              <Offers offers={offers} />
              <Section heading="Coming up">
                {coming.length > 0 ? <EventList events={coming} /> : <NoBookings />}
              </Section>
              <ColleaguesBookings bookings={forColleagues} />
              {past.length > 0 && (
                <Section heading="Past events">
                  <EventList events={past} />
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
      <Nominations />
      <CalendarFeed />
    </Page>
  );
}

function NoBookings() {
  return (
    <Notice icon="calendar" heading="You have no places booked">
      <NoticeText>When you book a place at an event, it appears here.</NoticeText>
      <ButtonLink to="/events" appearance="primary">
        See all events
      </ButtonLink>
    </Notice>
  );
}
