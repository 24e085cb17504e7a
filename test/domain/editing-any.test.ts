import assert from 'node:assert/strict';
import fc from 'fast-check';
import { saveRecord, takeAway, undo } from '../../bot/domain/content/curating.ts';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import { historyOf, listRecords } from '../../bot/domain/content/listing.ts';
import { loadRecords } from '../../bot/domain/content/records.ts';
import type { Content } from '../../bot/domain/content/schema.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator } from '../factories.ts';
import { contentFolder, type Domain, openDomain } from '../harness.ts';

const finance = { kind: 'item', id: 'send-finance' } as const;

/** What happens to a record: a coordinator's words, an upgrade's words (null: the files no longer have it), and so on. */
type Step = { save: string } | { files: string | null } | { undo: number } | 'take away';

const words = fc.constantFrom('One', 'Two', 'Three');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ save: words }) },
  { weight: 3, arbitrary: fc.record({ files: fc.option(words, { freq: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ undo: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.constant('take away' as const) },
);

/** The rules in a few lines: the coordinators' words before the files', unless it was taken away. */
function modelOf(files: string) {
  const now = { files: files as string | null, own: null as string | null, gone: false };
  const changes: { before: string | null; wasFiles: boolean }[] = [];
  const title = () => (now.gone ? null : (now.own ?? now.files));
  const write = (after: string | null) => {
    const before = title();
    if (after === before) return;
    changes.push({ before, wasFiles: before !== null && now.own === null });
    now.gone = after === null;
    if (after !== null) now.own = after === now.files ? null : after;
  };
  return {
    title,
    changes,
    edited: () => now.own !== null,
    take(step: Step): void {
      if (step === 'take away') write(null);
      else if ('save' in step) {
        if (title() !== null) write(step.save);
      } else if ('files' in step) {
        now.files = step.files;
        if (now.own === step.files) now.own = null;
      } else {
        const change = changes[step.undo];
        if (change) write(change.wasFiles && now.files !== null ? now.files : change.before);
      }
    },
  };
}

describe('A record that coordinators and upgrades change in any order', () => {
  let domain: Domain;
  let content: Content;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    const { items, ...rest } = readContentFiles(contentFolder);
    content = { ...rest, items: items.filter(({ id }) => id === finance.id), terms: [], resources: [] };
    cora = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());

  const load = (title: string | null) =>
    inTransaction(domain.ctx, (tx) =>
      loadRecords(tx, {
        ...content,
        items: title === null ? [] : content.items.map((item) => ({ ...item, title })),
      }),
    );
  const shown = async () => (await listRecords(domain.ctx, cora, 'item', {}))[0];
  const latest = async () => (await shown())?.change ?? 0;
  const changes = () => historyOf(domain.ctx, cora, finance).catch(() => []);

  async function take(step: Step): Promise<void> {
    if (step === 'take away') {
      const there = (await shown()) || (await changes()).length > 0;
      const taking = takeAway(domain.ctx, cora, { ...finance, basedOn: await latest() });
      // What the files no longer have, and nobody ever changed, is nothing to take away.
      return there ? taking : assert.rejects(taking, { code: 'not-found' });
    }
    if ('files' in step) return load(step.files);
    if ('undo' in step) {
      const change = (await changes()).toReversed()[step.undo];
      return change && undo(domain.ctx, cora, { ...finance, change: change.id });
    }
    const now = await shown();
    if (!now) return;
    const record = { ...now.record, title: step.save };
    await saveRecord(domain.ctx, cora, { ...finance, record, basedOn: now.change });
  }

  it('shows whose words count, and can be taken back to every state that it ever had', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        await domain.ctx.db.deleteFrom('content_change').execute();
        await domain.ctx.db.deleteFrom('content_record').execute();
        await load('One');
        const model = modelOf('One');
        for (const each of steps) {
          await take(each);
          model.take(each);
          const now = await shown();
          assert.equal(now?.title ?? null, model.title());
          if (now) assert.equal(now.edited, model.edited());
        }
        const history = (await changes()).toReversed();
        assert.equal(history.length, model.changes.length);
      }),
      { numRuns: 60 },
    );
  });
});
