import { main } from './next-steps.ts';
import type { Said } from './notices.ts';
import { askAlone, type Card, card, heading, linkedWords, open } from './parts.ts';

/** An offered place, to take or to turn down. */
export function offerCard({ title, paragraphs, link }: Said & { link: string }, bookingId: string): Card {
  const ids = { booking: bookingId };
  return card(
    [heading(title), ...paragraphs.map(linkedWords)],
    [
      main(askAlone('Accept the place', 'accept-offer', ids)),
      askAlone('No, thank you', 'cancel', ids),
      open('Open in the tab', link),
    ],
  );
}
