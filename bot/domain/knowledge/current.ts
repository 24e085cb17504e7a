import type { Database } from '../../ports/store/db.ts';
import { currentContent } from '../content/current.ts';
import { buildKnowledgeInTurns, type Knowledge } from './answers.ts';

/**
 * What questions are answered from, indexed anew when the content has changed since: whoever edits it, in whichever
 * instance, writes down the change (content_change), and the last one's number tells.
 */
export function currentKnowledge(db: Database): () => Promise<Knowledge> {
  let built: { change: number; knowledge: Promise<Knowledge> } | undefined;
  return async () => {
    const change = await lastChange(db);
    if (!built || change > built.change) {
      const knowledge = currentContent(db).then(buildKnowledgeInTurns);
      const now = { change, knowledge };
      built = now;
      knowledge.catch(() => {
        if (built === now) built = undefined; // asked again at the next question
      });
    }
    return built.knowledge;
  };
}

async function lastChange(db: Database): Promise<number> {
  const { id } = await db
    .selectFrom('content_change')
    .select((c) => c.fn.max('id').as('id'))
    .executeTakeFirstOrThrow();
  return Number(id ?? 0);
}
