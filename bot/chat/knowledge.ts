import type { Answer } from '../domain/knowledge/answers.ts';
import { ask } from '../domain/questions/ask.ts';
import type { Reply, Turn } from './turn.ts';

/** Answers a question, with the source in the text and as a citation. */
export async function answer(turn: Turn, question: string): Promise<Reply> {
  const found = await ask(turn.ctx, turn.member, {
    question,
    conversationId: turn.conversationId,
    shared: turn.shared,
  });
  return { ...replyOf(found), given: found.id };
}

/**
 * An answer as the bot says it. The text names the first source in words; its marker stands behind those,
 * and the other sources follow by title. Whatever was said, people can be asked instead.
 */
export function replyOf(answer: Answer): Reply {
  const text = plainMarkdown(answer.text);
  switch (answer.outcome) {
    case 'offered': {
      const choices = answer.choices.map(({ title, question }) => ({ title, says: question }));
      return { text, suggestions: [...choices, askPeople] };
    }
    case 'declined': {
      // What was sent on, to who must be asked, is rarely a coordinator's either.
      const sentOn = answer.sources.length > 0;
      return { text, suggestions: sentOn ? [help, whatsOn, askPeople] : [askPeople, help, whatsOn] };
    }
    case 'answered': {
      const others = answer.sources
        .slice(1)
        .map((source, n) => `${plainMarkdown(source.title)} [${n + 2}]`)
        .join(', ');
      const next = answer.suggestions.slice(0, 2).map((question) => ({ title: question, says: question }));
      return {
        text: `${text} [1]${others && `\n\nSee also: ${others}`}`,
        citations: answer.sources.map((source) => ({
          title: source.title,
          abstract: [source.document, source.section].filter(Boolean).join(', '),
          url: source.url,
        })),
        suggestions: [...next, askPeople],
      };
    }
  }
}

const askPeople = { title: 'Ask a coordinator', says: 'ask a coordinator' };
const help = { title: 'Help', says: 'help' };
export const whatsOn = { title: 'What’s on', says: 'what’s on' };

/** The text with everything escaped that markdown would read, but for the lists that answers are made with. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\\`*_~[\]]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replace(/^(#|\d+\.|>)/gm, '\\$&');
}
