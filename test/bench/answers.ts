import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import type { Content } from '../../bot/domain/content/schema.ts';
import { contentFolder } from '../harness.ts';
import { lunrSearch, miniSearch, ours } from './engines.ts';
import { fewerAliases } from './fewer-aliases.ts';
import { rounded, say } from './figures.ts';
import { among } from './prose.ts';
import {
  type Engine,
  type Figures,
  figuresByKind,
  figuresOf,
  type Marked,
  mark,
  type QuestionSet,
  questionSets,
  readQuestions,
} from './questions.ts';

const others = 20_000;
const seed = 4;
const rounds = 5;
const draws = 20;

const sets = questionSets.map((name) => [name, readQuestions(name)] as const);
const engines = { ours, minisearch: miniSearch, lunr: lunrSearch };

type Measured = {
  sets: Record<QuestionSet, Figures & { kinds: Record<string, Figures> }>;
  buildSeconds: number;
  /** The longest time for which nothing else could be done while it was built. */
  longestPauseMs: number;
  /** The most that one of the first hundred questions took, and the one of them that 1% exceed. */
  first: Times;
  warm: Times;
};

/**
 * Ours, MiniSearch and lunr over the same records, asked the same questions in the same run. Then ours with 20,000
 * unrelated records beside them, and with a tenth of all aliases taken away.
 */
export async function answers(): Promise<object> {
  const content = readContentFiles(contentFolder);
  const shipped: Record<string, Measured> = {};
  for (const [name, build] of Object.entries(engines)) {
    const measured = await measure(content, build);
    shipped[name] = measured;
    say(`${name}: ${JSON.stringify(summaryOf(measured))}`);
  }
  const before = memory();
  const crowded = await measure(among(content, others, seed), ours, () => {
    const after = memory();
    return { heapMb: after.heap - before.heap, rssMb: after.rss - before.rss };
  });
  const recallFell = Object.fromEntries(
    questionSets.map((set) => [set, points(shipped.ours!.sets[set].recallAt1 - crowded.sets[set].recallAt1)]),
  );
  const { heapMb, rssMb, longestPauseMs } = crowded;
  const short = { recallFell, ...summaryOf(crowded), heapMb, rssMb, longestPauseMs };
  say(`ours, with ${others} more: ${JSON.stringify(short)}`);
  return {
    shipped,
    among: { records: others, seed, recallFell, ...crowded },
    withoutTenthOfAliases: await withoutAliases(content),
  };
}

/** Builds an engine, looks at what is in memory, then asks everything: once cold, and several times warm. */
async function measure<T extends object>(
  content: Content,
  build: (content: Content) => Promise<Engine>,
  look: () => T = () => ({}) as T,
): Promise<Measured & T> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const engine = await build(content);
  const buildSeconds = rounded((performance.now() - started) / 1000, 3);
  await new Promise((resolve) => setTimeout(resolve, 5)); // the last pause is counted once it is over
  delay.disable();
  const seen = look();
  const all = sets.flatMap(([, questions]) => questions);
  const timed = (questions: typeof all) =>
    questions.map((question) => {
      const from = performance.now();
      engine(question);
      return performance.now() - from;
    });
  const first = timesOf(timed(all.slice(0, 100)));
  timed(all);
  const warm = timesOf(Array.from({ length: rounds }, () => timed(all)).flat());
  const figures = sets.map(([name, questions]) => {
    const marked = mark(engine, questions).filter(isForUs);
    return [name, { ...figuresOf(marked), kinds: figuresByKind(marked) }];
  });
  return {
    sets: Object.fromEntries(figures),
    buildSeconds,
    longestPauseMs: rounded(delay.max / 1e6, 1),
    first,
    warm,
    ...seen,
  };
}

/** What only the other records know of (potholes, allotments) is no question that nobody could answer, among them. */
const isForUs = ({ question, first }: Marked): boolean =>
  question.expect.length > 0 || !first?.startsWith('other-');

/** Recall with a tenth of all aliases taken away, in several draws: how far it falls, in points. */
async function withoutAliases(content: Content): Promise<object> {
  const all = sets.flatMap(([, questions]) => questions);
  const recall = async (from: Content) => figuresOf(mark(await ours(from), all)).recallAt1;
  const whole = await recall(content);
  const fell: number[] = [];
  for (let draw = 1; draw <= draws; draw++)
    fell.push(points(whole - (await recall(fewerAliases(content, draw)))));
  const mean = rounded(fell.reduce((sum, each) => sum + each, 0) / draws, 2);
  say(`without a tenth of the aliases, ${draws} draws: ${mean} points less, at most ${Math.max(...fell)}`);
  return { draws, mean, most: Math.max(...fell) };
}

const points = (share: number): number => rounded(100 * share, 1);

type Times = { msMedian: number; msP99: number; msMost: number };

function timesOf(times: number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.floor((sorted.length - 1) * share)]!, 3);
  return { msMedian: at(0.5), msP99: at(0.99), msMost: at(1) };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function memory(): { heap: number; rss: number } {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  return { heap: megabytes(heapUsed + external), rss: megabytes(rss) };
}

function summaryOf({ sets, buildSeconds, warm }: Measured) {
  const short = questionSets.map((set) => {
    const { kinds: _, ...figures } = sets[set];
    return [set, figures];
  });
  return { ...Object.fromEntries(short), buildSeconds, ...warm };
}
