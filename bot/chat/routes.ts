import type { Verb } from '../cards/parts.ts';
import {
  pressAnswer,
  pressClaim,
  pressClose,
  pressNetworkAnswer,
  pressPublish,
  pressRelease,
  showQuestion,
  showQuestionsForMe,
} from './answering.ts';
import {
  pressAccept,
  pressAnswers,
  pressAutomatic,
  pressBook,
  pressCancel,
  pressInterest,
  showBookings,
} from './bookings.ts';
import { offerTransfer, pressTransfer } from './colleagues.ts';
import { eventQuestion, offerBooking, pressDetails, showEvent, showEvents } from './events.ts';
import { hello, help, thanks } from './help.ts';
import { answer } from './knowledge.ts';
import { chooseTime, mute, preferencePhrases, showPreferences, unmute } from './preferences.ts';
import {
  answerFor,
  askCoordinator,
  pressAskNetwork,
  pressAskPeople,
  pressRate,
  pressTakeBack,
  questionPhrases,
  sendHere,
  stopAnsweringFor,
  stopSendingHere,
} from './questions.ts';
import { plainPhrase, type Reply, type Turn } from './turn.ts';

/**
 * Phrase to handler, first match first. What stands in brackets in the phrase is given to the handler, and the whole
 * text as it was written.
 */
export const phrases: [RegExp, (turn: Turn, named: string, text: string) => Promise<Reply>][] = [
  [/^$|^(help|what can you do|how does this work)$/, help],
  [/^(hi|hello|hey|good (morning|afternoon|evening))( there)?$/, hello],
  [/^(thanks|thank you|cheers|ta)( very much| a lot)?$/, thanks],
  [
    /^(?:show |what are |where are )?(?:me )?my (?:bookings?|places?|events?)$|^what have i booked$/,
    showBookings,
  ],
  [/^show event ([a-z0-9-]{1,200})$/, showEvent],
  [questionPhrases.ask, askCoordinator],
  [questionPhrases.forMe, showQuestionsForMe],
  [questionPhrases.here, sendHere],
  [questionPhrases.notHere, stopSendingHere],
  [questionPhrases.answerFor, answerFor],
  [questionPhrases.notAnswerFor, stopAnsweringFor],
  [preferencePhrases.show, showPreferences],
  [preferencePhrases.mute, mute],
  [preferencePhrases.unmute, unmute],
  [preferencePhrases.time, chooseTime],
  [/^(?:give|transfer|pass) my place (.{1,300})$/, offerTransfer],
  [/^book(?: me)?(?: a place| an event)?(?: (?:at|on|for))?(?: the)?(?: (.{1,200}))?$/, offerBooking],
];

/** Verb of a card's button to handler. */
export const verbs: Record<Verb, (turn: Turn, data: unknown) => Promise<Reply>> = {
  book: pressBook,
  cancel: pressCancel,
  'accept-offer': pressAccept,
  automatic: pressAutomatic,
  answers: pressAnswers,
  interest: pressInterest,
  transfer: pressTransfer,
  details: pressDetails,
  events: (turn) => showEvents(turn, { area: null, period: null, which: 'coming' }),
  'my-bookings': showBookings,
  'ask-people': pressAskPeople,
  'ask-network': pressAskNetwork,
  'take-back': pressTakeBack,
  rate: pressRate,
  question: showQuestion,
  claim: pressClaim,
  release: pressRelease,
  answer: pressAnswer,
  publish: pressPublish,
  close: pressClose,
  'network-answer': pressNetworkAnswer,
};

/** Answers what a person wrote. */
export async function replyToText(turn: Turn, text: string): Promise<Reply> {
  const phrase = plainPhrase(text);
  for (const [pattern, handler] of phrases) {
    const match = pattern.exec(phrase);
    if (match) return handler(turn, match[1] ?? '', text);
  }
  const events = await eventQuestion(turn, phrase);
  return events ? showEvents(turn, events) : answer(turn, text);
}

/** Answers the press of a card's button. Cards of an older version may have verbs that we no longer know. */
export async function replyToVerb(turn: Turn, verb: string, data: unknown): Promise<Reply> {
  const handler = Object.hasOwn(verbs, verb) ? verbs[verb as Verb] : undefined;
  if (!handler) return { text: 'I do not know that button any more. Say “help” to see what I can do.' };
  return handler(turn, data);
}
