import type { EventQuestion } from '../domain/events/answers.ts';
import type { EventView } from '../domain/events/events.ts';
import { whenText } from '../domain/london.ts';
import { titleOf } from './events.ts';
import {
  ask,
  type Card,
  card,
  type Element,
  heading,
  open,
  said,
  textField,
  type Verb,
  words,
} from './parts.ts';

/** What each question's answer comes back as, beside the button's own data. */
const field = (questionId: string): string => `answer ${questionId}`;

export type BookingForm = {
  questions: EventQuestion[];
  /** Question id to answer. Special answers never stand on a card, which chats keep. */
  filled: Record<string, string>;
  /** Asks why the person should be chosen. */
  byApproval: boolean;
  message?: string;
  button: { title: string; verb: Verb; ids: Record<string, string> };
  link: string;
};

/** A form for what an event asks of whoever books. */
export function bookingFormCard(event: EventView, form: BookingForm): Card {
  const { questions, filled, message, button, link } = form;
  const special = questions.some((question) => question.special);
  return card(
    [
      ...said(message),
      heading(titleOf(event)),
      words(whenText(event.session), {}, 'Small'),
      ...questions.map((question) => input(question, question.special ? '' : (filled[question.id] ?? ''))),
      ...(special
        ? [
            words(
              `What you say about dietary or access needs is seen by the organisers alone, and deleted ${event.retentionDays} days after the event. Leave it empty to keep what you said before.`,
              { isSubtle: true },
              'Small',
            ),
          ]
        : []),
      ...(form.byApproval
        ? [
            textField('statement', 'Why would you like to take part? You can leave this empty', {
              longest: 1000,
            }),
          ]
        : []),
    ],
    [ask(button.title, button.verb, { ...button.ids, form: 'yes' }), open('Open in the tab', link)],
  );
}

function input({ id, text, kind, choices, required, special }: EventQuestion, value: string): Element {
  const common = {
    id: field(id),
    label: text,
    ...(value && { value }),
    // An empty special answer keeps the one before: whether there is one, the card does not say.
    ...(required && !special && { isRequired: true, errorMessage: 'Please answer this.' }),
  };
  if (kind === 'text') return { type: 'Input.Text', maxLength: 500, ...common };
  const values = kind === 'choice' ? choices : ['yes', 'no'];
  return {
    type: 'Input.ChoiceSet',
    style: kind === 'choice' && choices.length > 4 ? 'compact' : 'expanded',
    choices: values.map((each) => ({
      title: kind === 'choice' ? each : each === 'yes' ? 'Yes' : 'No',
      value: each,
    })),
    ...common,
  };
}

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
