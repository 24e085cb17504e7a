import { dateAndTime, longDate } from '../domain/london.ts';
import type { AskableNetwork } from '../domain/questions/networks.ts';
import { type QuestionView, stateText } from '../domain/questions/views.ts';
import {
  type Action,
  ask,
  askAlone,
  type Card,
  card,
  type Element,
  heading,
  linkedWords,
  open,
  textField,
  tick,
  words,
} from './parts.ts';

/** A question that a member puts to people, as the asker, coordinators and people of a network see it. */

const longestAnswer = 4000;
/** So much of what the bot had said stands on a card: the rest is in the tab. */
const shortText = 300;

const quoted = (text: string): Element => ({
  type: 'Container',
  style: 'emphasis',
  items: text.split('\n').map((line) => words(line, {}, 'Small')),
});
const said = (message: string | undefined): Element[] =>
  message ? [words(message, { weight: 'Bolder' })] : [];
const paragraphs = (text: string): Element[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(linkedWords);

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

export type QuestionCardView = {
  /** Who looks at it; null in a message to several. */
  viewer: { id: string } | null;
  area: string | null;
  /** What the bot had said, where everybody who sees the card may read it. */
  botSaid: string | null;
  /** What Teams calls those who see its latest state by themselves. */
  watchers: string[];
  link: string;
  message?: string;
  /** What the card asks for where that is not an answer: to look at one again, or why the question is closed. */
  asks?: Check | { kind: 'reason' } | undefined;
};
/** What was typed, and what is to be looked at in it. */
type Check = {
  kind: 'check';
  says: string;
  answer: string;
  /** The question as members may ask it, where answer and question are published. */
  wording: string;
  publish: boolean;
  verb: 'answer' | 'publish';
  /** The reply that is published. */
  reply: string | undefined;
};

/** To coordinators: a question as it stands, with the next step. */
export function questionCard(question: QuestionView, view: QuestionCardView): Card {
  const { asker, network, askedAt, answerBy, state, replies } = question;
  const waits = state === 'open' || state === 'claimed';
  const facts = [
    `${asker.name}, ${asker.organisation.name}`,
    `asked on ${dateAndTime(askedAt)}`,
    ...(view.area ? [view.area] : []),
    ...(waits ? [`an answer is promised by ${longDate(answerBy)}`] : []),
  ];
  return {
    ...card(
      [
        ...said(view.message),
        heading(network ? `A question to ${network.name}` : 'A question from a member'),
        quoted(question.text),
        words(`${facts.join(' · ')}.`, { isSubtle: true }, 'Small'),
        ...(view.botSaid
          ? [words(`The bot had said: ${shortened(view.botSaid)}`, { isSubtle: true }, 'Small')]
          : []),
        ...replies.flatMap(({ author, text, at }) => [
          words(`${author?.name ?? 'Somebody who is no longer here'}, ${dateAndTime(at)}`, {
            weight: 'Bolder',
          }),
          ...paragraphs(text),
        ]),
        words(stateText(question, view.viewer), { weight: 'Bolder' }),
        ...(question.faqId ? [words('It was added to what the bot knows.')] : []),
        ...fields(question, view),
      ],
      buttons(question, view),
    ),
    refresh: { action: askAlone('', 'question', { question: question.id }), userIds: view.watchers },
  };
}

function fields(question: QuestionView, { asks }: QuestionCardView): Element[] {
  if (asks?.kind === 'check')
    return [
      words(asks.says, { color: 'Attention' }),
      ...(asks.publish
        ? [
            textField('wording', 'The question, as members may ask it', {
              longest: 300,
              value: asks.wording,
              required: 'Write the question.',
            }),
          ]
        : []),
      textField('answer', 'Your answer', {
        longest: longestAnswer,
        value: asks.answer,
        required: 'Write an answer.',
      }),
      ...(asks.publish ? [tick('confirmed', 'I have looked: every member may read this')] : []),
    ];
  if (asks?.kind === 'reason')
    return [textField('reason', 'Why? The person who asked reads it', { longest: 300 })];
  if (!mayBeAnswered(question)) return [];
  return [
    textField('answer', 'Your answer', { longest: longestAnswer, required: 'Write an answer.' }),
    tick('publish', 'Add to what the bot knows'),
  ];
}

const mayBeAnswered = ({ state, replies }: QuestionView) =>
  state !== 'closed' && (state !== 'answered' || replies.length === 0);

function buttons(question: QuestionView, { viewer, asks, link }: QuestionCardView): Action[] {
  const ids = { question: question.id };
  const back = askAlone('Back', 'question', ids);
  if (asks?.kind === 'check')
    return [
      ask(asks.verb === 'answer' ? 'Send answer' : 'Add it', asks.verb, {
        ...{ ...ids, publish: String(asks.publish) },
        ...(asks.reply && { reply: asks.reply }),
      }),
      back,
    ];
  if (asks?.kind === 'reason') return [ask('Close the question', 'close', { ...ids, sure: 'yes' }), back];
  const page = open('Open in the tab', link);
  if (!mayBeAnswered(question)) {
    const last = question.replies.at(-1);
    return last && !question.faqId
      ? [askAlone('Add to what the bot knows', 'publish', { ...ids, reply: last.id }), page]
      : [page];
  }
  const { state, claimedBy } = question;
  const mine = claimedBy !== null && claimedBy.id === viewer?.id;
  const claim =
    state === 'open'
      ? askAlone('I will answer', 'claim', ids)
      : mine
        ? askAlone('Give it back', 'release', ids)
        : askAlone(`Take over from ${claimedBy?.name}`, 'claim', ids);
  return [ask('Send answer', 'answer', ids), claim, askAlone('Close', 'close', ids)];
}

/** To somebody who answers for a network: the question, and a field for what they say. */
export function networkQuestionCard(
  question: QuestionView,
  { viewer, message, answer }: { viewer: { id: string } | null; message?: string; answer?: string },
): Card {
  const { asker, network, askedAt } = question;
  const mine = question.replies.find(({ author }) => author && author.id === viewer?.id);
  const over = Boolean(mine) || question.state === 'closed';
  return card(
    [
      ...said(message),
      heading(`A question to ${network?.name}`),
      quoted(question.text),
      words(
        `${asker.name}, ${asker.organisation.name}, asked on ${dateAndTime(askedAt)}.`,
        { isSubtle: true },
        'Small',
      ),
      ...(mine ? [words('You said', { weight: 'Bolder' }), ...paragraphs(mine.text)] : []),
      ...(over
        ? question.state === 'closed'
          ? [words(stateText(question, viewer))]
          : []
        : [
            textField('answer', 'Your answer', {
              longest: longestAnswer,
              value: answer ?? '',
              required: 'Write an answer.',
            }),
            words(
              `${asker.name} gets it with your name. Coordinators see it too, and may add it to what the bot knows.`,
              { isSubtle: true },
              'Small',
            ),
          ]),
    ],
    over ? [] : [ask('Send answer', 'network-answer', { question: question.id })],
  );
}

/** To the asker: what somebody answered. */
export function answeredCard(
  { title, question, answer, by }: { title: string; question: string; answer: string; by: string },
  link: string,
): Card {
  return card(
    [heading(title), quoted(question), ...paragraphs(answer), words(by, { isSubtle: true })],
    [open('My questions', link)],
  );
}

const shortened = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= shortText ? line : `${line.slice(0, shortText - 1).trimEnd()}…`;
};
