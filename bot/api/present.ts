import type { Item } from '../domain/content/schema.ts';
import type { EventView } from '../domain/events/events.ts';
import { eventState, hasPassed, placesText } from '../domain/events/states.ts';
import { dateAndTime, whenText } from '../domain/london.ts';
import { may } from '../domain/members/access.ts';
import type { Member } from '../domain/members/members.ts';
import type { GivenAnswer as Given } from '../domain/questions/given-answers.ts';
import type { AskableNetwork } from '../domain/questions/networks.ts';
import { inCharge } from '../domain/questions/questions.ts';
import { personalIn } from '../domain/questions/replies.ts';
import { type QuestionView, takenBack } from '../domain/questions/views.ts';
import type { ItemSummary } from './contract.ts';
import type { EventSummary } from './contract-events.ts';
import type { GivenAnswer, Question } from './contract-questions.ts';

/** A session as lists show it. */
export function eventSummary(event: EventView, now: Date): EventSummary {
  const { session, booking } = event;
  return {
    id: event.id,
    sessionId: session.id,
    title: event.title,
    sessionTitle: session.title,
    sessions: event.sessions,
    summary: event.summary,
    area: event.area,
    when: {
      text: whenText(session),
      date: session.day,
      startsAt: session.startsAt?.toISOString() ?? null,
      endsAt: session.endsAt?.toISOString() ?? null,
      passed: hasPassed(event, now),
    },
    mode: event.mode,
    venue: event.venue,
    state: eventState(event, now),
    places: placesText(event, now),
    pools: session.pools.map(({ mode, left, waiting }) => ({ mode, left, waiting })),
    booking: booking && {
      id: booking.id,
      pool: booking.pool,
      acceptBy: booking.offerExpiresAt && dateAndTime(booking.offerExpiresAt),
      automatic: booking.automatic,
      bookedBy: booking.bookedBy,
    },
    asks: event.asks,
    joinUrl: session.joinUrl,
    sample: event.sample,
  };
}

/** An item as lists show it. */
export function itemSummary(item: Item): ItemSummary {
  return { id: item.id, area: item.area, title: item.title, summary: item.summary.join(' ') };
}

/** What the bot had said, as coordinators see it. */
export function givenAnswer(given: Given): GivenAnswer {
  return { ...given, at: given.at.toISOString() };
}

const gone = 'Somebody who is no longer here';

/** A question as this person may see it. */
export function questionFor(question: QuestionView, viewer: Member, network?: AskableNetwork): Question {
  const { asker, claimedBy, given } = question;
  const inside = asker.id === viewer.id || (may(viewer, 'answer') && inCharge(viewer, question));
  return {
    id: question.id,
    key: question.key,
    text: question.text,
    area: question.area,
    network: question.network,
    state: question.state,
    asker: { name: asker.name, organisation: asker.organisation.name },
    askedAt: question.askedAt.toISOString(),
    answerBy: question.answerBy,
    claimedBy: claimedBy?.name ?? null,
    claimedByMe: claimedBy?.id === viewer.id,
    // Of a network nobody reads what the others said: it is the asker's.
    replies: question.replies
      .filter(({ author }) => inside || author?.id === viewer.id)
      .map(({ author, at, ...reply }) => ({ ...reply, author: author?.name ?? gone, at: at.toISOString() })),
    closedReason: takenBack(question) ? takenBackBy(question, viewer) : question.closedReason,
    given: given && inside ? givenAnswer(given) : null,
    personal: personalIn(question.text),
    faq: question.faqId,
    mayAsk: network ?? null,
  };
}

const takenBackBy = ({ asker }: QuestionView, viewer: Member) =>
  asker.id === viewer.id ? 'You took it back.' : `${asker.name} took it back.`;
