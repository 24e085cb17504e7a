/**
 * `npm run --silent ask`: JSON lines {"id","question","context"?:[earlier questions]} in, one JSON line
 * {"id","outcome","sources":[{"id","title","section"}],"text"} out for each, as a member in personal
 * chat would be answered. Reads the content files only. A line that is not such a question gives
 * {"id":null,"error":"…"}, and the next is read.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { readContentFiles } from './domain/content/files.ts';
import { answerQuestion, buildKnowledge } from './domain/knowledge/answers.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  context: z.array(z.string()).default([]),
});

const knowledge = buildKnowledge(readContentFiles(fileURLToPath(new URL('./content', import.meta.url))));

// Whoever reads us may have seen enough, as `| head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.trim() === '') continue;
  // The reader may be slower than we are: what it has not taken yet must not pile up, nor be lost.
  if (!process.stdout.write(`${JSON.stringify(answerLine(line))}\n`)) await once(process.stdout, 'drain');
}

function answerLine(line: string): object {
  let asked: z.infer<typeof lineSchema>;
  try {
    asked = lineSchema.parse(JSON.parse(line));
  } catch (error) {
    return {
      id: null,
      error: error instanceof z.ZodError ? z.prettifyError(error) : 'This line is not JSON.',
    };
  }
  const today = DateTime.now().setZone('Europe/London').toISODate()!;
  const { outcome, sources, text } = answerQuestion(knowledge, {
    question: asked.question,
    earlier: asked.context,
    today,
    readers: ['members'],
  });
  return {
    id: asked.id,
    outcome,
    sources: sources.map(({ id, title, section }) => ({ id, title, section })),
    text,
  };
}
