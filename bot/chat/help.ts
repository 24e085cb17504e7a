import { alliance } from '../domain/content/records.ts';
import { whatsOn } from './knowledge.ts';
import type { Reply, Turn } from './turn.ts';

const canDo = [
  'Ask me about a programme, an area or a date, such as “Who leads the SEND work?”',
  'Say “what’s on”, “events in December” or “next SEND event”, and book from the card.',
];

const starters = (shortName: string) => [
  { title: `What is ${shortName}?`, says: `What is ${shortName}?` },
  whatsOn,
  { title: 'My bookings', says: 'my bookings' },
];

/** What the bot can do and whom to ask. */
export async function help(turn: Turn): Promise<Reply> {
  const { shortName, signInHelp } = await alliance(turn.ctx.db);
  const own = turn.shared
    ? 'Your own bookings and preferences I only show in our own chat.'
    : 'Say “my bookings” to see and cancel your places, and “my preferences” to choose what I send you.';
  const lines = [...canDo, own].map((line) => `- ${line}`).join('\n');
  return {
    text: `I answer questions about ${shortName} from its own documents, and I always say where an answer comes from.\n\n${lines}\n\nTrouble signing in? Write to ${signInHelp}.`,
    suggestions: starters(shortName),
  };
}

/** Said once, when a person adds the bot. */
export async function welcome(turn: Turn): Promise<Reply> {
  const { name, shortName } = await alliance(turn.ctx.db);
  return {
    text: `Hello. I am the assistant of the ${name} (${shortName}). Ask me about its plan and its events, or say “help”.`,
    suggestions: starters(shortName),
  };
}

export async function hello(turn: Turn): Promise<Reply> {
  const { shortName } = await alliance(turn.ctx.db);
  return { text: 'Hello. What would you like to know?', suggestions: starters(shortName) };
}

export async function thanks(): Promise<Reply> {
  return { text: 'You are welcome.' };
}
