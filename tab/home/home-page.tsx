import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bookingsQuery, eventsQuery } from '../api.ts';
import { EventList } from '../ui/event-row.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { useMe } from '../ui/me.ts';
import { Offers, useOffers } from '../ui/offers.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { Ask } from './ask.tsx';
import { Follow } from './follow.tsx';
import { MyQuestions } from './my-questions.tsx';
import { Networks } from './networks.tsx';
import { Post } from './post.tsx';
import { PutForward } from './put-forward.tsx';

const useStyles = makeStyles({
  parts: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXXL },
  more: { margin: 0 },
});

const shownAtMost = 4;

export default function HomePage() {
  const styles = useStyles();
  const { name, follows } = useMe();
  // Known when the page opens: what is pressed here does not change places under the finger.
  const [firstDay] = useState(follows.length === 0);
  const offers = useOffers(useQuery(bookingsQuery).data?.bookings);
  const choices = (
    <>
      <Follow />
      <Networks />
      <Post />
    </>
  );
  return (
    <Page title="Home" heading={`Hello, ${name}`}>
      <Ask />
      <div className={styles.parts}>
        <Offers offers={offers} />
        <PutForward />
        <MyQuestions />
        {firstDay && choices}
        <MyNextEvents />
        <WhatIsOn />
        {!firstDay && choices}
      </div>
    </Page>
  );
}

function MyNextEvents() {
  const styles = useStyles();
  const bookings = useQuery(bookingsQuery);
  return (
    <Section heading="My next events">
      <Loaded query={bookings} skeleton={[104]}>
        {({ bookings }) => {
          const events = bookings.map(({ event }) => event).filter(({ state }) => state === 'booked');
          if (events.length === 0) return <NothingBooked />;
          return (
            <>
              <EventList events={events.slice(0, shownAtMost)} withButtons={false} />
              <p className={styles.more}>
                <TextLink to="/bookings">All my bookings</TextLink>
              </p>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function NothingBooked() {
  return (
    <Notice icon="calendar" heading="You have no places booked">
      <NoticeText>Book a place at an event and it appears here.</NoticeText>
      <ButtonLink to="/events">See all events</ButtonLink>
    </Notice>
  );
}

function WhatIsOn() {
  const styles = useStyles();
  const events = useQuery(eventsQuery({}));
  return (
    <Section heading="What is on">
      <Loaded query={events} skeleton={[104, 104]}>
        {({ events }) => {
          const coming = events.filter(({ when }) => when.date && !when.passed);
          return (
            <>
              {coming.length > 0 ? (
                <EventList events={coming.slice(0, shownAtMost)} />
              ) : (
                <NoticeText>No events with a date are coming up. New ones appear here.</NoticeText>
              )}
              <p className={styles.more}>
                <TextLink to="/events">All events</TextLink>
              </p>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
