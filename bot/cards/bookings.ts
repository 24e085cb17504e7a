import type { EventView } from '../domain/events/events.ts';
import type { Colleague } from '../domain/members/colleagues.ts';
import { eventRow, facts, titleOf } from './events.ts';
import { back, cardWithTab, nextSteps, wayOut } from './next-steps.ts';
import { type Action, ask, type Card, card, type Element, heading, open, said, words } from './parts.ts';

type View = { now: Date; link: string; message?: string | undefined };

const mostRows = 6;

/** The member's bookings that are to come, offers first, and those that they made for colleagues. */
export function bookingsCard(own: EventView[], theirs: EventView[], { now, link, message }: View): Card {
  const offersFirst = (events: EventView[]) => [
    ...events.filter(({ booking }) => booking?.state === 'offered'),
    ...events.filter(({ booking }) => booking?.state !== 'offered'),
  ];
  const [ownRows, theirRows] = [own, theirs].map((events) => offersFirst(events).slice(0, mostRows));
  const [only, ...others] = [...own, ...theirs];
  const more = own.length + theirs.length - ownRows!.length - theirRows!.length;
  return cardWithTab(
    [
      ...said(message),
      heading('Your bookings'),
      ...(only ? [] : [words('You have no places booked.')]),
      ...(others.length > 0
        ? [words('Choose one to see more or to change it.', { isSubtle: true }, 'Small')]
        : []),
      ...ownRows!.map((event) => eventRow(event, now)),
      ...(theirs.length > 0 ? [words('For colleagues', { weight: 'Bolder', size: 'Medium' })] : []),
      ...theirRows!.map((event) => eventRow(event, now)),
      ...(more > 0 ? [words(`There ${more === 1 ? 'is 1' : `are ${more}`} more in the tab.`)] : []),
    ],
    only && others.length === 0 ? nextSteps(only, now) : [],
    link,
  );
}

/** Asks once more before something is given up that may not be had again. */
export function leaveCard(event: EventView, { now, link }: View): Card {
  const { booking } = event;
  const whose = booking?.colleague;
  const them = whose ?? 'you';
  const questions = {
    confirmed: [
      whose ? `Cancel ${whose}’s place?` : 'Cancel your place?',
      othersWait(event)
        ? `Others wait for a place. ${whose ? 'This one' : 'Yours'} goes to the next person at once, so ${them} may not get it back.`
        : `Places cannot be booked now, so ${them} may not get it back.`,
    ],
    offered: [
      whose ? `Turn ${whose}’s place down?` : 'Turn this place down?',
      'It goes to the next person on the waiting list.',
    ],
    waiting: [
      whose ? `Take ${whose} off the waiting list?` : 'Leave the waiting list?',
      `If ${whose ? 'they join it again, they start' : 'you join it again, you start'} at its end.`,
    ],
    requested: [
      whose ? `Take ${whose}’s name back?` : 'Take your name back?',
      `The coordinators then no longer choose ${them}.`,
    ],
  };
  const [question, says] = questions[booking!.state];
  const ids = { booking: booking!.id };
  return card(
    [...about(event, question!, now), words(says!)],
    [
      ask(wayOut(event), 'cancel', { ...ids, sure: 'yes' }),
      back(event, 'Keep it as it is'),
      open('Open in the tab', link),
    ],
  );
}

/** Whether a place that is given up goes to somebody else at once. */
export const othersWait = ({ session }: EventView): boolean =>
  session.pools.some(({ waiting }) => waiting > 0);

/** Asks which colleague is meant. @param buttons what can be done for them, with the name that was typed */
export const colleagueForm = (
  event: EventView,
  { now, link, message, question, buttons }: View & { question: string; buttons: Action[] },
): Card =>
  cardWithTab(
    [
      ...said(message),
      ...about(event, question, now),
      {
        type: 'Input.Text',
        id: 'name',
        label: 'Name of your colleague',
        placeholder: 'As it is in Teams, or a part of it',
        maxLength: 100,
        isRequired: true,
        errorMessage: 'Write a name.',
      },
    ],
    [...buttons, back(event)],
    link,
  );

/** Asks whether this colleague shall have it, or which of these. @param buttons what can be done, given whom it is for */
export function colleagueCard(
  event: EventView,
  found: Colleague[],
  { now, link, message, question, buttons }: View & { question: string; buttons: Action[] },
): Card {
  const choice: Element = {
    type: 'Input.ChoiceSet',
    id: 'member',
    style: 'expanded',
    label: 'Whom do you mean?',
    choices: found.map(({ id, name, post }) => ({
      title: [name, post].filter(Boolean).join(', '),
      value: id,
    })),
    isRequired: true,
    errorMessage: 'Choose one.',
  };
  const asked = [...said(message), ...about(event, question, now)];
  return cardWithTab(found.length > 1 ? [...asked, choice] : asked, [...buttons, back(event)], link);
}

const about = (event: EventView, question: string, now: Date): Element[] => [
  words(question, { weight: 'Bolder' }),
  heading(titleOf(event)),
  words(facts(event, now), {}, 'Small'),
];
