import { readConfig } from '../../bot/config.ts';
import { bringUpToDate } from '../../bot/domain/events/outlook.ts';
import { membersById } from '../../bot/domain/members/members.ts';
import { outlookAt } from '../../bot/ports/graph.ts';
import { openDomain } from '../harness.ts';

/** A process that brings somebody's Outlook up to date, and is killed by who started it while Outlook is at it. */

export type Sync = { url: string; now: string; outlookPort: string; memberId: string; token: string };

const { url, now, outlookPort, memberId, token } = JSON.parse(process.argv[2]!) as Sync;
const domain = await openDomain({ url, connections: 2 });
domain.now.at = new Date(now);
const member = (await membersById(domain.ctx, [memberId])).get(memberId)!;
const open = outlookAt(readConfig({ LIIA_LOCAL: '1', LIIA_PORT: outlookPort }));
await bringUpToDate(
  domain.ctx,
  member,
  () => open(member.tenantId, token),
  (page) => page,
);
process.exit();
