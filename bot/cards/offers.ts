import { main } from './next-steps.ts';
import type { Said } from './notices.ts';
import { askAlone, type Card, card, heading, linkedWords, open } from './parts.ts';

/** An offered place, to take or to turn down. @param theirs a colleague's, by whoever booked for them */
export function offerCard(
  { title, paragraphs, link }: Said & { link: string },
  bookingId: string,
  theirs: boolean,
): Card {
  const ids = { booking: bookingId };
  return card(
    [heading(title), ...paragraphs.map(linkedWords)],
    [
      main(askAlone(theirs ? 'Accept it for them' : 'Accept the place', 'accept-offer', ids)),
      askAlone(theirs ? 'Turn it down' : 'No, thank you', 'cancel', ids),
      open('Open in the tab', link),
    ],
  );
}
