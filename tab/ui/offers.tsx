import { useState } from 'react';
import type { MyBooking } from '../../bot/api/contract-events.ts';
import { EventList } from './event-row.tsx';
import { Section } from './section.tsx';

/** Of these bookings the places that were the person's to accept when the page opened: a press moves none of them away. */
export function useOffers(bookings: MyBooking[] | undefined): MyBooking[] {
  const [offered, setOffered] = useState<string[]>();
  if (!offered && bookings)
    setOffered(bookings.filter(({ event }) => event.state === 'offered').map(({ id }) => id));
  return bookings?.filter(({ id }) => offered?.includes(id)) ?? [];
}

/** What comes before everything else: it runs out. */
export function Offers({ offers }: { offers: MyBooking[] }) {
  if (offers.length === 0) return null;
  return (
    <Section heading={offers.length === 1 ? 'A place for you' : 'Places for you'}>
      <EventList events={offers.map(({ event }) => event)} />
    </Section>
  );
}
