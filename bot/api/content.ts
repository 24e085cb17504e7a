import { z } from 'zod';
import {
  addRecord,
  addWordings,
  type CuratedKind,
  saveRecord,
  takeAway,
  undo,
} from '../domain/content/curating.ts';
import { publishFaq } from '../domain/content/faqs.ts';
import { historyOf, listRecords, readRecord } from '../domain/content/listing.ts';
import { type Context, inTransaction } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { previewAnswer } from '../domain/knowledge/preview.ts';
import type { Answer } from './contract.ts';
import type { ContentChange, ContentRecord } from './contract-questions.ts';
import { idIn, type Route, route, typedText } from './route.ts';

const kinds = z.enum(['item', 'faq', 'term', 'signpost']);
const number = z
  .int('Say which change is meant.')
  .min(0, 'Say which change is meant.')
  .max(2 ** 50);
const record = z.record(z.string(), z.unknown(), 'Send the record.');
const readers = z.enum(['members', 'library', 'coordinators'], 'Say who would ask.');
const needs = 'answer';

/** What the bot answers from, to edit. */
export function contentRoutes(ctx: Context): Route[] {
  const all = '/api/content/:kind';
  const one = `${all}/:id`;
  const thatIn = (params: Record<string, string>): { kind: CuratedKind; id: string } => ({
    kind: kindIn(params),
    id: idIn(params),
  });
  return [
    route(
      'get',
      all,
      {
        needs,
        query: z.object({
          search: z.string().max(200, 'Search for fewer than 200 characters.').optional(),
          takenAway: z.literal('yes').optional(),
        }),
      },
      async ({ member, params, query }) => {
        const { search, takenAway } = query;
        const found = { ...(search && { search }), takenAway: takenAway === 'yes' };
        const records: ContentRecord[] = await listRecords(ctx, member, kindIn(params), found);
        return { body: { records } };
      },
    ),
    route('post', all, { needs, body: z.object({ record }) }, async ({ member, params, body }) => {
      const kind = kindIn(params);
      if (kind === 'item') throw new AppError('not-found');
      const id = await addRecord(ctx, member, { kind, ...body });
      return { status: 201, body: await readRecord(ctx, member, { kind, id }) };
    }),
    route(
      'post',
      '/api/content/preview',
      {
        needs,
        body: z.object({
          question: typedText('a question', 20_000),
          readers,
          record: z.object({ kind: kinds, record }).optional(),
        }),
      },
      async ({ member, body }) => {
        const answer: Answer = { id: null, ...(await previewAnswer(ctx, member, body)) };
        return { body: answer };
      },
    ),
    route('get', one, { needs }, async ({ member, params }) => ({
      body: await readRecord(ctx, member, thatIn(params)),
    })),
    route(
      'put',
      one,
      { needs, body: z.object({ record, basedOn: number }) },
      async ({ member, params, body }) => {
        const that = thatIn(params);
        await saveRecord(ctx, member, { ...that, ...body });
        return { body: await readRecord(ctx, member, that) };
      },
    ),
    route('del', one, { needs, body: z.object({ basedOn: number }) }, async ({ member, params, body }) => {
      await takeAway(ctx, member, { ...thatIn(params), ...body });
      return { body: {} };
    }),
    route(
      'post',
      `${one}/wordings`,
      {
        needs,
        body: z.object({ wordings: z.array(typedText('the words', 300)).min(1, 'Write the words.').max(30) }),
      },
      async ({ member, params, body }) => {
        const that = thatIn(params);
        await inTransaction(ctx, (tx) => addWordings(tx, member, { ...that, ...body }));
        return { body: await readRecord(ctx, member, that) };
      },
    ),
    route(
      'post',
      '/api/content/faq/:id/publish',
      { needs, body: z.object({ basedOn: number.optional() }) },
      async ({ member, params, body }) => {
        const id = idIn(params);
        await inTransaction(ctx, (tx) => publishFaq(tx, member, id, body.basedOn));
        return { body: await readRecord(ctx, member, { kind: 'faq', id }) };
      },
    ),
    route('get', `${one}/history`, { needs }, async ({ member, params }) => {
      const changes: ContentChange[] = (await historyOf(ctx, member, thatIn(params))).map((each) => ({
        ...each,
        at: each.at.toISOString(),
      }));
      return { body: { changes } };
    }),
    route(
      'post',
      `${one}/undo`,
      { needs, body: z.object({ change: number, basedOn: number.optional() }) },
      async ({ member, params, body }) => {
        const that = thatIn(params);
        await undo(ctx, member, { ...that, ...body });
        const left = await readRecord(ctx, member, that).catch((error) => {
          if (error instanceof AppError && error.code === 'not-found') return null;
          throw error;
        });
        return { body: left };
      },
    ),
  ];
}

/** The kind in the address; what is none is not found. */
function kindIn(params: Record<string, string>): CuratedKind {
  const kind = kinds.safeParse(params.kind);
  if (!kind.success) throw new AppError('not-found');
  return kind.data;
}
