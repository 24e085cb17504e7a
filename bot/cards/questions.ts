import { dateAndTime, longDate } from '../domain/london.ts';
import type { AskableNetwork } from '../domain/questions/networks.ts';
import { type QuestionView, type Reply, stateText } from '../domain/questions/views.ts';
import {
  type Action,
  ask,
  askAlone,
  type Card,
  card,
  heading,
  open,
  paragraphs,
  quoted,
  said,
  textField,
  words,
} from './parts.ts';

/** A question that a member puts to people, as the asker sees it. */

/** A field for a question, where there is none yet to put to people. `key` names this asking. */
export const askCard = (shortName: string, key: string): Card =>
  card(
    [
      heading(`Ask ${shortName}’s coordinators`),
      textField('text', 'Your question', { longest: 2000, required: 'Write your question.' }),
      words('Leave out names and other personal details.', { isSubtle: true }, 'Small'),
    ],
    [ask('Send my question', 'ask-people', { key })],
  );

export type AskedCardView = {
  shortName: string;
  /** Whether personal details were left out of the words that were sent. */
  leftOut: boolean;
  mayAsk: AskableNetwork | undefined;
  /** The page with the member's questions. */
  link: string;
  message?: string;
  /** What they read before anything else: where to go with what cannot wait. */
  first?: string;
};

/** To the asker: with whom their question is, in which words, and by when somebody answers. */
export function askedCard(question: QuestionView, view: AskedCardView): Card {
  const { network, state, answerBy } = question;
  const waits = state === 'open' || state === 'claimed';
  const whose = network ? `people of ${network.name}` : `${view.shortName}’s coordinators`;
  const buttons: Action[] = waits ? [askAlone('Take it back', 'take-back', { question: question.id })] : [];
  if (view.mayAsk)
    buttons.push(
      askAlone(`Ask ${view.mayAsk.name}`, 'ask-network', {
        question: question.id,
        network: view.mayAsk.id,
      }),
    );
  return card(
    [
      ...paragraphs(view.first ?? ''),
      ...said(view.message),
      heading(waits ? `Your question is with ${whose}` : 'Your question'),
      quoted(question.text),
      ...(view.leftOut
        ? [words('I left personal details out, to keep them private.', { isSubtle: true }, 'Small')]
        : []),
      ...(waits && !network ? [words(`Somebody will answer by ${longDate(answerBy)}.`)] : []),
      ...(waits && network ? [words('What they say reaches you here.')] : []),
      ...(state === 'open' ? [] : [words(stateText(question, question.asker))]),
    ],
    [...buttons, open('My questions', view.link)],
  );
}

/** Asks for the asker's word before their name and question go to people of a network. */
export const askNetworkCard = (question: QuestionView, network: AskableNetwork, link: string): Card =>
  card(
    [
      heading(`Ask ${network.name}?`),
      quoted(question.text),
      words(
        `Your name and this question go to ${network.people === 1 ? '1 person' : `${network.people} people`} of ${network.name}.`,
      ),
    ],
    [
      askAlone('Yes, ask them', 'ask-network', { question: question.id, network: network.id, sure: 'yes' }),
      open('My questions', link),
    ],
  );

/** To the asker: what somebody answered, and whether it helped. */
export function answeredCard(
  question: QuestionView,
  reply: Reply,
  { link, message }: { link: string; message?: string },
): Card {
  const { title, by } = answeredWords(question, reply);
  const ids = { question: question.id, reply: reply.id };
  const asks = reply.rating === null && question.state !== 'closed';
  return card(
    [
      ...said(message),
      heading(title),
      quoted(question.text),
      ...paragraphs(reply.text),
      words(by, { isSubtle: true }),
      ...(asks
        ? [
            textField('comment', 'If it did not help: what is missing? You can leave this empty', {
              longest: 2000,
            }),
          ]
        : []),
    ],
    [
      ...(asks
        ? [
            askAlone('This helped', 'rate', { ...ids, rating: 'like' }),
            ask('This did not help', 'rate', { ...ids, rating: 'dislike' }),
          ]
        : []),
      open('My questions', link),
    ],
  );
}

/** Who answered a question, as its asker reads it. */
export function answeredWords(
  { network }: QuestionView,
  { author, at }: Reply,
): { title: string; by: string } {
  const name = author?.name ?? 'Somebody who is no longer here';
  const of = network ? ` (${network.name})` : '';
  return { title: `${name} answered your question`, by: `${name}${of}, ${dateAndTime(at)}` };
}
