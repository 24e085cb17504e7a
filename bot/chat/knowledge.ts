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
 * and the other sources follow by title.
 */
export function replyOf(answer: Answer): Reply {
  const text = plainMarkdown(answer.text);
  if (answer.outcome === 'offered') {
    const suggestions = answer.choices.map(({ title, question }) => ({ title, says: question }));
    return { text, suggestions };
  }
  const others = answer.sources.slice(1).map((source, n) => `${plainMarkdown(source.title)} [${n + 2}]`);
  return {
    text: `${text}${answer.sources.length > 0 ? ' [1]' : ''}${others.length > 0 ? `\n\nSee also: ${others.join(', ')}` : ''}`,
    citations: answer.sources.map((source) => ({
      title: source.title,
      abstract: [source.document, source.section].filter(Boolean).join(', '),
      url: source.url,
    })),
    suggestions:
      answer.outcome === 'declined'
        ? [{ title: 'Help', says: 'help' }, whatsOn]
        : answer.suggestions.map((question) => ({ title: question, says: question })),
  };
}

export const whatsOn = { title: 'What’s on', says: 'what’s on' };

/** The text with everything escaped that markdown would read, but for the lists that answers are made with. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\\`*_~]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('](', ']\\(')
    .replace(/^(#|\d+\.|>)/gm, '\\$&');
}
