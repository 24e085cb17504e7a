import { dateAndTime, longDate } from '../domain/london.ts';
import { answerOf, type QuestionView, type Reply, ratingText, stateText } from '../domain/questions/views.ts';
import {
  type Action,
  ask,
  askAlone,
  type Card,
  card,
  type Element,
  heading,
  open,
  paragraphs,
  quoted,
  said,
  textField,
  tick,
  words,
} from './parts.ts';

/** A question that a member puts to people, as coordinators and people of a network see it. */

const longestAnswer = 4000;
/** So much of what the bot had said stands on a card: the rest is in the tab. */
const shortText = 300;

/** What somebody has typed on a card: the next card has it, in a field or in what its buttons bring along. */
export type Typed = {
  answer?: string;
  wording?: string;
  reason?: string;
  publish?: boolean;
  /** The reply that `answer` is to be published for. */
  reply?: string | undefined;
};

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
  typed?: Typed;
};
/** What is to be looked at in what was typed. */
type Check = {
  kind: 'check';
  says: string;
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
        ...replies.flatMap((reply) => replied(question, reply)),
        words(stateText(question, view.viewer), { weight: 'Bolder' }),
        ...(question.faqId ? [words('It was added to what the bot knows.')] : []),
        ...fields(question, view),
      ],
      buttons(question, view),
    ),
    refresh: { action: askAlone('', 'question', { question: question.id }), userIds: view.watchers },
  };
}

const replied = (question: QuestionView, reply: Reply): Element[] => [
  words(`${reply.author?.name ?? 'Somebody who is no longer here'}, ${dateAndTime(reply.at)}`, {
    weight: 'Bolder',
  }),
  ...paragraphs(reply.text),
  ...rated(question, reply),
];
const rated = (question: QuestionView, reply: Reply): Element[] =>
  reply.rating ? [words(ratingText(question, reply), { isSubtle: true }, 'Small')] : [];

/** What was typed where there is nothing any more to send it to: to be copied. */
const unsent = (...texts: (string | undefined)[]): Element[] => {
  const value = texts.filter(Boolean).join('\n\n');
  return value ? [textField('answer', 'What you had written', { longest: longestAnswer, value })] : [];
};
const answerField = (value = '') =>
  textField('answer', 'Your answer', { longest: longestAnswer, ...(value && { value }) });
const wordingField = (value: string) =>
  textField('wording', 'The question, as members may ask it', { longest: 300, value });

function fields(question: QuestionView, { asks, typed = {} }: QuestionCardView): Element[] {
  const { answer, wording = '', reason, publish = false } = typed;
  if (asks?.kind === 'check')
    return [
      words(asks.says, { color: 'Attention' }),
      ...(publish ? [wordingField(wording)] : []),
      answerField(answer),
      ...(publish ? [tick('confirmed', 'I have looked: every member may read this')] : []),
    ];
  if (asks?.kind === 'reason')
    return [
      textField('reason', 'Why? The person who asked reads it', {
        longest: 300,
        ...(reason && { value: reason }),
      }),
    ];
  if (!mayBeAnswered(question)) return unsent(answer, reason);
  return [answerField(answer), tick('publish', 'Add to what the bot knows', publish)];
}

const mayBeAnswered = ({ state, replies }: QuestionView) =>
  state !== 'closed' && (state !== 'answered' || replies.length === 0);

/** No button leaves what was typed behind: it is in a field of the card, or goes along with the button. */
function buttons(question: QuestionView, { viewer, asks, link, typed = {} }: QuestionCardView): Action[] {
  const { answer = '', wording = '', reason = '', publish = false } = typed;
  const along = (texts: Record<string, string>) => ({
    question: question.id,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
  });
  if (asks?.kind === 'check') {
    const ids = along({ reason, publish: String(publish), reply: typed.reply ?? '' });
    const go = typed.reply ? ask('Add it', 'publish', ids) : ask('Send answer', 'answer', ids);
    return [go, ask('Back', 'question', ids)];
  }
  if (asks?.kind === 'reason') {
    const ids = along({ answer, wording, publish: publish ? 'true' : '' });
    return [ask('Close the question', 'close', { ...ids, sure: 'yes' }), ask('Back', 'question', ids)];
  }
  if (!mayBeAnswered(question)) {
    const page = open('Open in the tab', link);
    const last = question.replies.at(-1);
    if (!last || question.faqId) return [page];
    const title = 'Add to what the bot knows';
    // What somebody else answered is added as it is, whatever this person had written.
    return typed.reply
      ? [ask(title, 'publish', along({ wording, reply: typed.reply })), page]
      : [askAlone(title, 'publish', along({ reply: last.id })), page];
  }
  const ids = along({ wording, reason });
  const { state, claimedBy } = question;
  const mine = claimedBy !== null && claimedBy.id === viewer?.id;
  const claim =
    state === 'open'
      ? ask('I will answer', 'claim', ids)
      : mine
        ? ask('Give it back', 'release', ids)
        : ask(`Take over from ${claimedBy?.name}`, 'claim', ids);
  return [ask('Send answer', 'answer', ids), claim, ask('Close', 'close', ids)];
}

/** To somebody who answers for a network: the question, and a field for what they say. */
export function networkQuestionCard(
  question: QuestionView,
  { viewer, message, answer }: { viewer: { id: string } | null; message?: string; answer?: string },
): Card {
  const { asker, network, askedAt } = question;
  const own = question.replies.findLast(({ author }) => author && author.id === viewer?.id);
  const over = Boolean(answerOf(question, viewer)) || question.state === 'closed';
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
      ...(own
        ? [words('You said', { weight: 'Bolder' }), ...paragraphs(own.text), ...rated(question, own)]
        : []),
      ...(over
        ? [
            ...(question.state === 'closed' ? [words(stateText(question, viewer))] : []),
            ...(own ? [] : unsent(answer)),
          ]
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

const shortened = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= shortText ? line : `${line.slice(0, shortText - 1).trimEnd()}…`;
};
