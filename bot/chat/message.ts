import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { attached } from '../cards/parts.ts';
import type { Citation, Reply } from './turn.ts';

const mostSuggestions = 3;

/** What the bot does in a turn: says something, answers an invoke in its own way, or nothing. */
export type Reaction = Reply | { status: number; body: object } | undefined;

/**
 * Carries a reaction out: as a message, or as the response of an invoke.
 * @returns the channel's id of the message, where it was one
 */
export async function send(
  context: TurnContext,
  reaction: Reaction,
  shared: boolean,
): Promise<string | undefined> {
  if (!reaction) return undefined;
  if (context.activity.type === 'invoke')
    await context.sendActivity({
      type: 'invokeResponse',
      value: 'status' in reaction ? reaction : await invokeResponseOf(reaction),
    });
  else if (!('status' in reaction)) return (await context.sendActivity(messageOf(reaction, shared)))?.id;
  return undefined;
}

/** A reply as a message of the chat. Suggestions stand only in a person's own chat: Teams shows them to all. */
export function messageOf(reply: Reply, shared: boolean): Partial<Activity> {
  if ('card' in reply)
    return { type: 'message', summary: reply.summary, attachments: [attached(reply.card)] };
  const { text, citations = [], suggestions = [], given } = reply;
  return {
    type: 'message',
    textFormat: 'markdown',
    text,
    // Teams' own thumbs; a press comes back as the invoke that feedback.ts reads.
    ...(given ? { channelData: { feedbackLoop: { type: 'default' } } } : {}),
    ...(citations.length > 0 ? { entities: [citationEntity(citations)] } : {}),
    ...(suggestions.length > 0 && !shared
      ? {
          suggestedActions: {
            to: [],
            actions: suggestions
              .slice(0, mostSuggestions)
              .map(({ title, says }) => ({ type: 'imBack', title: shortened(title, 50), value: says })),
          },
        }
      : {}),
  };
}

/**
 * Loads Microsoft's helpers, once. They take most of a second, so the service calls this as soon as it listens:
 * neither its start nor the first press of a button waits for them.
 */
export const teamsHelpers = () => import('@microsoft/teamsfx');

/** A reply as the answer to a card's button: the card that takes its place, or words. */
export async function invokeResponseOf(reply: Reply): Promise<InvokeResponse> {
  const { InvokeResponseFactory } = await teamsHelpers();
  const response =
    'card' in reply
      ? InvokeResponseFactory.adaptiveCard(reply.card)
      : InvokeResponseFactory.textMessage(reply.text);
  return { status: response.status, body: response.body };
}

/**
 * All sources in the one entity that Teams reads; a second root entity would be refused. Without the label
 * that a model wrote this, since none did. Limits: msteams-docs, bot-messages-ai-generated-content.
 */
function citationEntity(citations: Citation[]): { type: string } & Record<string, unknown> {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: citations.map(({ title, abstract, url }, n) => ({
      '@type': 'Claim',
      position: n + 1,
      appearance: {
        '@type': 'DigitalDocument',
        name: shortened(title, 80),
        abstract: shortened(abstract, 160),
        ...(url ? { url } : {}),
      },
    })),
  };
}

const shortened = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
