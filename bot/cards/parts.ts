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
};
export type Element = { type: string } & Record<string, unknown>;
export type Action = { type: string; title?: string } & Record<string, unknown>;

/** What a button asks of the bot. Data carries ids alone: who may do it is decided when it is pressed. */
export type Verb = 'book' | 'cancel' | 'details' | 'events' | 'my-bookings';

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

export const open = (title: string, url: string): Action => ({ type: 'Action.OpenUrl', title, url });
