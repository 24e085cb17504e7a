import { z } from 'zod';
import { alliance } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { listEvents } from '../domain/events/events.ts';
import { listItems, openItem } from '../domain/programmes/items.ts';
import { ask } from '../domain/questions/ask.ts';
import { paceOfPeople } from '../domain/questions/pace.ts';
import type { Answer, ItemDetail } from './contract.ts';
import { eventSummary, itemSummary } from './present.ts';
import { contentId, idIn, type Route, route } from './route.ts';

const question = z
  .string({ error: 'Write a question.' })
  .trim()
  .min(1, 'Write a question.')
  .max(20_000, 'Keep your question to 20,000 characters.');

/** Questions, and the plan that they are answered from. */
export function knowledgeRoutes(ctx: Context): Route[] {
  const inPace = paceOfPeople();
  return [
    route(
      'post',
      '/api/ask',
      { needs: 'use', body: z.object({ question, earlier: z.array(question).max(5).default([]) }) },
      async ({ member, body }) => {
        if (!inPace(member.id)) throw new AppError('too-many');
        const answer: Answer = await ask(ctx, member, { ...body, conversationId: 'tab', shared: false });
        return { body: answer };
      },
    ),
    route(
      'get',
      '/api/items',
      { needs: 'use', query: z.object({ area: contentId.optional() }) },
      async ({ member, query }) => ({
        body: { items: (await listItems(ctx, member, query)).map(itemSummary) },
      }),
    ),
    route('get', '/api/items/:id', { needs: 'use' }, async ({ member, params }) => {
      const { item, networks, partners, related } = await openItem(ctx, member, idIn(params));
      const about = await alliance(ctx.db);
      const document = about.documents.find((each) => each.id === item.source.document);
      const events = (await listEvents(ctx, member)).filter((event) => event.item === item.id);
      const body: ItemDetail = {
        id: item.id,
        area: item.area,
        title: item.title,
        summary: item.summary,
        actions: item.actions,
        reasons: item.reasons,
        lead: item.lead ?? null,
        figures: item.figures,
        caution: item.caution ?? null,
        networks: networks.map(({ id, name, about }) => ({ id, name, about })),
        partners: partners.map(({ id, name }) => ({ id, name })),
        related: related.map(({ id, title }) => ({ id, title })),
        events: events.map((event) => eventSummary(event, ctx.clock.now())),
        source: {
          id: item.id,
          title: item.title,
          section: item.source.section,
          document: document?.title ?? item.source.document,
          url: document?.url ?? null,
        },
      };
      return { body };
    }),
  ];
}
