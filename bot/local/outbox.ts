import type { Context } from '../domain/context.ts';
import { dateAndTime } from '../domain/london.ts';
import { outbox, type Recorded } from '../domain/messages/outbox.ts';
import type { LocalRequest, LocalResponse } from './issuer.ts';
import { asText, page } from './page.ts';

type Pages = { handle(request: LocalRequest): Promise<LocalResponse | undefined> };

/** Adds the page /local/outbox to others: it shows what is kept instead of being sent. */
export function withOutbox(ctx: Pick<Context, 'db'>, others: Pages): Pages {
  return {
    handle: async (request) =>
      request.method === 'GET' && request.path === '/local/outbox'
        ? page(200, 'Outbox', list(await outbox(ctx)))
        : others.handle(request),
  };
}

const list = (messages: Recorded[]): string => `
<h1>Outbox</h1>
<p>Messages that are kept here instead of being sent: in local mode, all e-mail. The latest comes first.</p>
${messages.length > 0 ? `<ul>${messages.map(item).join('')}\n</ul>` : '<p>There are none yet.</p>'}`;

const item = ({ at, way, recipient, subject, body }: Recorded): string => `
<li>
<h2>${asText(subject)}</h2>
<p>${way === 'e-mail' ? 'E-mail' : 'Teams message'} to ${asText(recipient)}, ${dateAndTime(at)}</p>
${body
  .split(/\n{2,}/)
  .map((part) => `<p>${asText(part).replaceAll('\n', '<br>')}</p>`)
  .join('\n')}
</li>`;
