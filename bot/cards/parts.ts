/**
 * The few shapes that our Adaptive Cards are made of (version 1.5, the newest that Teams takes from bots).
 * All words stand in text runs, which know no markdown: nothing in a title can become a link or a picture.
 */
export type Card = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  body: Element[];
  actions?: Action[];
  /** What Teams asks of the bot when one of these looks at the card, to show it as it stands by now. */
  refresh?: { action: Action; userIds: string[] };
};
export type Element = { type: string } & Record<string, unknown>;
export type Action = { type: string; title?: string } & Record<string, unknown>;

/** What a button asks of the bot. Data carries ids, and what was typed and has no field on the card: who may do it is
 * decided when it is pressed. */
export type Verb =
  | 'book'
  | 'cancel'
  | 'accept-offer'
  | 'automatic'
  | 'answers'
  | 'interest'
  | 'transfer'
  | 'details'
  | 'events'
  | 'my-bookings'
  | 'ask-people'
  | 'ask-network'
  | 'take-back'
  | 'rate'
  | 'question'
  | 'claim'
  | 'release'
  | 'answer'
  | 'publish'
  | 'close'
  | 'network-answer';

export const card = (body: Element[], actions: Action[] = []): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body,
  ...(actions.length > 0 ? { actions } : {}),
});

export type Attachment = { contentType: string; content: Card };

/** A card as a message carries it. */
export const attached = (content: Card): Attachment => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content,
});

type Look = { weight?: 'Bolder'; size?: 'Medium'; isSubtle?: true; color?: 'Good' | 'Attention' };

/** A paragraph, exactly as written. `gap` is the space above it. */
export const words = (
  text: string,
  look: Look = {},
  gap: 'Default' | 'None' | 'Small' = 'Default',
): Element => ({
  type: 'RichTextBlock',
  spacing: gap,
  inlines: [{ type: 'TextRun', text, ...look }],
});

/** A paragraph in which https addresses can be followed. */
export const linkedWords = (text: string): Element => ({
  type: 'RichTextBlock',
  inlines: text
    .split(/(https:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('https://')
        ? { type: 'TextRun', text: part, selectAction: { type: 'Action.OpenUrl', url: part } }
        : { type: 'TextRun', text: part },
    ),
});

export const heading = (text: string): Element => words(text, { weight: 'Bolder', size: 'Medium' });

/** A button that asks the bot, and its fallback for clients that do not know Action.Execute. */
export const ask = (title: string, verb: Verb, ids: Record<string, string> = {}): Action => ({
  type: 'Action.Execute',
  title,
  verb,
  data: ids,
  fallback: { type: 'Action.Submit', title, data: { verb, ...ids } },
});

/** The same for a button that needs nothing of what was typed into the card. */
export const askAlone = (title: string, verb: Verb, ids: Record<string, string> = {}): Action => {
  const { fallback, ...button } = ask(title, verb, ids);
  const alone = { associatedInputs: 'none' };
  return { ...button, ...alone, fallback: { ...(fallback as Action), ...alone } };
};

/** A field for several lines of text. */
export const textField = (
  id: string,
  label: string,
  { longest, value, required }: { longest: number; value?: string; required?: string },
): Element => ({
  type: 'Input.Text',
  id,
  label,
  isMultiline: true,
  maxLength: longest,
  ...(value && { value }),
  ...(required && { isRequired: true, errorMessage: required }),
});

/** A tick: its value is "true" where it is set. */
export const tick = (id: string, title: string, set = false): Element => ({
  type: 'Input.Toggle',
  id,
  title,
  value: String(set),
});

export const open = (title: string, url: string): Action => ({ type: 'Action.OpenUrl', title, url });

/** Words that somebody wrote, set apart. */
export const quoted = (text: string): Element => ({
  type: 'Container',
  style: 'emphasis',
  items: text.split('\n').map((line) => words(line, {}, 'Small')),
});

/** What came of the press that this card answers; nothing where there is nothing to say. */
export const said = (message: string | undefined): Element[] =>
  message ? [words(message, { weight: 'Bolder' })] : [];

/** A text of several lines. */
export const paragraphs = (text: string): Element[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(linkedWords);
