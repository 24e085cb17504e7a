import type { EventQuestion } from '../domain/events/answers.ts';
import type { EventView } from '../domain/events/events.ts';
import { whenText } from '../domain/london.ts';
import { titleOf } from './events.ts';
import { back, main } from './next-steps.ts';
import { ask, type Card, card, type Element, heading, open, said, textField, words } from './parts.ts';

/** What each question's answer comes back as, beside the button's own data. */
const field = (questionId: string): string => `answer ${questionId}`;

export type BookingForm = {
  questions: EventQuestion[];
  /** Question id to answer. Special answers never stand on a card, which chats keep. */
  filled: Record<string, string>;
  /** Why they should be chosen, as it was typed before. */
  statement?: string | undefined;
  message?: string | undefined;
  /** The colleague whose answers they are. */
  whose?: string | undefined;
  button: { title: string; verb: 'book' | 'answers' | 'accept-offer'; ids: Record<string, string> };
  link: string;
};

/** Teams takes no card of more than 28 kB; the rest is the message around it. */
const mostBytes = 24_000;

/** A form for what an event asks of whoever books; where that is too long for a chat, the way to the tab. */
export function bookingFormCard(event: EventView, form: BookingForm): Card {
  const { questions, filled, statement, message, whose, button, link } = form;
  const first = button.verb === 'book';
  const top = [
    ...said(message),
    heading(titleOf(event)),
    words(whenText(event.session), {}, 'Small'),
    ...(whose ? [words(`For ${whose}, who is told and can change the answers.`)] : []),
  ];
  const drawn = card(
    [
      ...top,
      ...questions.map((question) =>
        input(question, question.special ? '' : (filled[question.id] ?? ''), first),
      ),
      ...(questions.some(({ special }) => special)
        ? [words(aboutSpecial(event, form), { isSubtle: true }, 'Small')]
        : []),
      ...(first && event.session.byApproval
        ? [
            textField(
              'statement',
              `Why ${whose ? `should ${whose}` : 'would you like to'} take part? You can leave this empty`,
              {
                longest: 1000,
                ...(statement && { value: statement }),
              },
            ),
          ]
        : []),
    ],
    [
      main(ask(button.title, button.verb, { ...button.ids, form: 'yes' })),
      back(event),
      open('Open in the tab', link),
    ],
  );
  if (Buffer.byteLength(JSON.stringify(drawn)) <= mostBytes) return drawn;
  return card(
    [...top, words('This asks more than there is room for in a chat. Please go on in the tab.')],
    [open('Open in the tab', link)],
  );
}

function aboutSpecial({ retentionDays }: EventView, { whose, button }: BookingForm): string {
  const days = retentionDays === 1 ? '1 day' : `${retentionDays} days`;
  const seen = `What you say about dietary or access needs is seen by ${whose ? 'them and ' : ''}the organisers alone, and deleted ${days} after the event.`;
  if (button.verb === 'book') return seen;
  return `${seen} What was said before is not shown in a chat. Leave it empty to keep it; to take it away, open the tab.`;
}

/** @param first whether nothing was answered before */
function input(question: EventQuestion, value: string, first: boolean): Element {
  const { id, text, kind, choices, required, special } = question;
  const common = {
    id: field(id),
    label: text,
    ...(value && { value }),
    // An empty special answer keeps the one before: whether there is one, the card does not say.
    ...(required && (first || !special) && { isRequired: true, errorMessage: 'Please answer this.' }),
  };
  if (kind === 'text') return { type: 'Input.Text', maxLength: 500, ...common };
  const answers = kind === 'choice' ? choices.map((each) => [each, each]) : yesOrNo;
  // Once chosen, one cannot be taken back by itself; a special one is not shown.
  const all = required || special ? answers : [...answers, ['I would rather not say', nothing]];
  return {
    type: 'Input.ChoiceSet',
    ...(all.length > 5 ? { style: 'compact', placeholder: 'Choose one' } : { style: 'expanded' }),
    wrap: true,
    choices: all.map(([title, value]) => ({ title, value })),
    ...common,
  };
}
/** No choice of a coordinator's, and no answer once it is trimmed; what is quite empty cannot be chosen. */
const nothing = ' ';
const yesOrNo = [
  ['Yes', 'yes'],
  ['No', 'no'],
];

/**
 * The answers in what a card sent back. What was left empty of the special ones is left out: it stays as it was.
 * @param data as the channel brought it: anybody may have made it
 */
export function answersIn(data: Record<string, unknown>, questions: EventQuestion[]): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const { id, special } of questions) {
    const value = data[field(id)];
    if (typeof value !== 'string' || (special && value.trim() === '')) continue;
    answers[id] = value.slice(0, 2000);
  }
  return answers;
}
