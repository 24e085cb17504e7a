import { timeText } from '../domain/london.ts';
import {
  type Choices,
  changePreferences,
  type Preferences,
  preferences,
} from '../domain/messages/choices.ts';
import { type Category, categories, categoryIds, type Timing } from '../domain/messages/preferences.ts';
import type { Reply, Turn } from './turn.ts';

const words: Record<Category, string> = {
  announcements: 'announcements?|news',
  events: 'events?',
  bookings: 'bookings?',
  reminders: 'reminders?',
  answers: 'answers?',
  questions: 'questions?',
  access: 'access',
};
const named = `(${Object.values(words).join('|')}|all|everything|messages?|notifications?)`;
const kinds = `(?: (?:all|the|of|my|your|any))*(?: ${named})?(?: messages?| notifications?)?`;

/** Phrases about one's preferences; what they name stands in the brackets. */
export const preferencePhrases = {
  show: /^(?:show |what are |change |set )?(?:me )?(?:my )?(?:preferences|message settings|notification settings|notifications)$/,
  mute: new RegExp(
    `^(?:please )?(?:mute|stop|turn off|switch off|unsubscribe(?: from)?|no more|stop sending(?: me)?|stop messaging me)${kinds}$`,
  ),
  time: new RegExp(`^(?:please )?((?:${Object.values(words).join('|')}) (?:at once|daily|weekly))$`),
  unmute: new RegExp(`^(?:please )?(?:unmute|turn on|switch on|subscribe(?: to)?|resume|start)${kinds}$`),
};

const shown: Record<Timing, string> = {
  'at once': 'at once',
  daily: 'together once a day, at 9am',
  weekly: 'together once a week, on Monday at 9am',
  off: 'off',
};

const ownChatOnly: Reply = {
  text: 'I can only show and change your preferences in our own chat. Message me there and say “my preferences”.',
};

/** What the member gets from us, and when. */
export async function showPreferences(turn: Turn): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  return {
    text: `This is what you get from me.\n\n${listed(await preferences(turn.ctx, turn.member))}\n\nSay “mute announcements”, “announcements weekly” or “announcements at once”, or choose on [your preferences page](${turn.link('preferences')}).`,
    suggestions: [
      { title: 'Mute reminders', says: 'mute reminders' },
      { title: 'Stop all messages', says: 'stop all messages' },
    ],
  };
}

/** Turns a category off, or all of them where none is named. */
export const mute = (turn: Turn, name: string): Promise<Reply> => {
  const asked = categoryOf(name);
  const undo = asked ? `unmute ${asked}` : 'unmute everything';
  return change(turn, asked, () => 'off', {
    done: asked ? `${categories[asked].name} are off.` : 'All my messages are off.',
    undo: `Say “${undo}” to get them again. Only what is critical still reaches you.`,
    suggestion: { title: asked ? `Unmute ${asked}` : 'Unmute everything', says: undo },
  });
};

/** Turns on again what is off; what comes in digests stays so. */
export const unmute = (turn: Turn, name: string): Promise<Reply> => {
  const asked = categoryOf(name);
  const undo = asked ? `mute ${asked}` : 'stop all messages';
  return change(turn, asked, (timing) => (timing === 'off' ? 'at once' : timing), {
    done: asked ? `${categories[asked].name} are on.` : 'My messages are on.',
    undo: `Say “${undo}” to turn them off.`,
    suggestion: { title: asked ? `Mute ${asked}` : 'Stop all messages', says: undo },
  });
};

/** "announcements weekly": has a category come at once, or in a digest. */
export const chooseTime = (turn: Turn, named: string): Promise<Reply> => {
  const asked = categoryOf(named.split(' ')[0]!)!;
  const timing = named.slice(named.indexOf(' ') + 1) as Timing;
  const undo = timing === 'at once' ? `mute ${asked}` : `${asked} at once`;
  return change(turn, asked, () => timing, {
    done: `${categories[asked].name} come ${shown[timing]}.`,
    undo:
      timing === 'at once' ? `Say “${undo}” to turn them off.` : `Say “${undo}” to get each when it is sent.`,
    suggestion: { title: undo[0]!.toUpperCase() + undo.slice(1), says: undo },
  });
};

async function change(
  turn: Turn,
  asked: Category | undefined,
  timingFrom: (timing: Timing) => Timing,
  said: { done: string; undo: string; suggestion: { title: string; says: string } },
): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const { categories: before } = await preferences(turn.ctx, turn.member);
  const timings: Choices['timings'] = before
    .filter(({ id }) => !asked || id === asked)
    .map(({ id, timing }) => ({ id, timing: timingFrom(timing) }));
  const now = await changePreferences(turn.ctx, turn.member, { timings });
  return {
    text: `${said.done} ${said.undo}\n\n${listed(now)}`,
    suggestions: [said.suggestion, { title: 'My preferences', says: 'my preferences' }],
  };
}

const categoryOf = (name: string): Category | undefined =>
  categoryIds.find((id) => new RegExp(`^(?:${words[id]})$`).test(name));

function listed({ categories, way, quiet }: Preferences): string {
  const lines = categories.map(({ name, timing }) => `- ${name}: ${shown[timing]}`);
  const by = way === 'e-mail' ? 'by e-mail' : 'here in Teams';
  const hours = quiet ? `, and never from ${timeText(quiet.from)} to ${timeText(quiet.to)}` : '';
  return `${lines.join('\n')}\n\nThey come ${by}${hours}.`;
}
