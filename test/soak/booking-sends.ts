import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { book } from '../../bot/domain/events/bookings.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { startConnector } from '../connector.ts';
import { start } from '../domain/booking-world.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';
import { generator, shuffled } from './process.ts';
import { type Sending, send } from './sending.ts';
import { onStatement, stopped } from './stops.ts';
import { aWire, type Cut, parts, type Wire } from './wire.ts';

/**
 * Kills a process while it sends somebody the one message of their booking: at each of its statements, and at each
 * piece of what it and the mail server, or Teams, say to each other. Then another process sends what there is to send.
 */

export type Sends = {
  kills: number;
  sent: number;
  unconfirmed: number;
  /** Shown as unconfirmed although the mail server, or Teams, took it. */
  taken: number;
  faults: string[];
};
/** `said`: the first words of the piece. */
type At = { at: number; sent: boolean } | (Pick<Cut, 'piece' | 'part'> & { said: string });
const ways = ['e-mail', 'teams'] as const;
type Way = (typeof ways)[number];

/** Longer than the sender's lease on a message. */
const leaseOver = 120_000;

/**
 * @param of so many kills of each way, chosen by `seed`; everywhere where it is left out
 * @param control a sender that writes down first that it was sent; this must show a fault
 */
export async function killWhileInviting(
  of?: { each: number; seed: number },
  { control = false } = {},
): Promise<Sends> {
  const url = await newDatabase();
  const domain = await openDomain({ url });
  const world = await servers();
  const outcome: Sends = { kills: 0, sent: 0, unconfirmed: 0, taken: 0, faults: [] };
  const random = generator(of?.seed ?? 1);
  const checks: (() => void)[] = [];
  try {
    domain.now.at = start;
    const pools = [{ mode: 'in person' as const, capacity: 10_000, perBorough: null, quotas: [] }];
    const event = await organised(domain.ctx, await aCoordinator(domain.ctx), {
      session: { pools, date: '2027-04-13' },
    });
    const scene = async (way: Way) => {
      domain.now.at = start;
      const member = await reachable(domain, way);
      await book(domain.ctx, member, event.sessions[0]!.id);
      return { member, look: () => look(domain, member), taken: () => world.taken(member) };
    };
    for (const way of ways) {
      const wire = world.wires[way];
      const places = await everywhere(domain, world, way, scene);
      let left = of?.each ?? places.length;
      for (const place of of ? shuffled(places, random) : places) {
        if (left === 0) break;
        const { member, look, taken } = await scene(way);
        const work = { work: 'send' as const, by: member.id, id: member.id, sending: world.over };
        const stop = { url, now: start.toISOString(), work, at: 0, sent: false, careless: control };
        const killed =
          'at' in place
            ? await stopped(domain, { ...stop, ...place })
            : await stopped(domain, stop, (kill) => wire.cutAt({ ...place, kill }));
        wire.cutAt(null);
        if (killed) {
          left--;
          outcome.kills++;
        }
        const stood = await look();
        domain.now.at = new Date(start.getTime() + leaseOver);
        await send(domain.ctx, world.direct);
        const became = await look();
        if (became === 'sent' || became === 'unconfirmed') outcome[became]++;
        if (became === 'unconfirmed') outcome.taken += taken();
        const check = () => {
          try {
            assert.ok(['sent', 'unconfirmed'].includes(became), `it is ${became}`);
            assert.equal(became === 'unconfirmed', stood === 'sending', `was ${stood}, it is ${became}`);
            assert.ok(taken() <= 1, 'sent twice');
            if (became === 'sent') assert.equal(taken(), 1, 'shown as sent, and nobody has it');
          } catch (error) {
            outcome.faults.push(`${way} at ${JSON.stringify(place)}: ${error}`);
          }
        };
        checks.push(check);
        if (control) check();
        if (outcome.faults.length > 0) return outcome;
      }
    }
    // In the end, so that what comes late is seen as well.
    for (const check of checks) check();
    return outcome;
  } finally {
    await world.close();
    await domain.close();
  }
}

/** Everything at which it can be killed, as one sending that nobody kills has it. */
async function everywhere(
  { ctx }: Domain,
  world: Servers,
  way: Way,
  scene: (way: Way) => Promise<{ taken: () => number }>,
): Promise<At[]> {
  const { taken } = await scene(way);
  const wire = world.wires[way];
  wire.cutAt(null);
  let statements = 0;
  const stop = onStatement((args) => {
    statements++;
    return args;
  });
  await send(ctx, world.over).finally(stop);
  assert.equal(taken(), 1);
  return [
    ...Array.from({ length: statements }, (_, n) =>
      [false, true].map((sent) => ({ at: n + 1, sent })),
    ).flat(),
    ...wire.pieces.flatMap((said, piece) => parts.map((part) => ({ piece, part, said }))),
  ];
}

/** Somebody whom we reach this way, and no other. */
async function reachable({ ctx }: Domain, way: Way): Promise<Member> {
  const member = await aMember(ctx);
  if (way === 'e-mail') {
    const email = addressOf(member);
    await ctx.db.updateTable('member').set({ email }).where('id', '=', member.id).execute();
    return { ...member, email };
  }
  await keepConversation(ctx, {
    tenantId: member.tenantId,
    conversationId: chatOf(member),
    kind: 'personal',
    memberId: member.id,
    reference: { conversation: { id: chatOf(member) } },
  });
  return member;
}
const addressOf = ({ id }: Member) => `${id}@council.example`;
const chatOf = ({ id }: Member) => `a:${id}`;

/** What stands in the ledger of their one message. */
async function look({ ctx }: Domain, { id }: Member): Promise<string> {
  const rows = await ctx.db.selectFrom('message').select('state').where('member_id', '=', id).execute();
  assert.equal(rows.length, 1);
  return rows[0]!.state;
}

type Servers = {
  direct: Sending;
  /** The same servers, over the wires. */
  over: Sending;
  wires: Record<Way, Wire>;
  taken(member: Member): number;
  close(): Promise<void>;
};

/** A mail server and a Teams that take everything, and a wire to each. */
async function servers(): Promise<Servers> {
  const mails: string[] = [];
  const mail = new SMTPServer({
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    onData(stream, { envelope }, done) {
      stream.resume();
      stream.on('end', () => {
        mails.push(...envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  mail.on('error', () => {}); // of connections that are cut
  mail.listen(0, '127.0.0.1');
  await once(mail.server, 'listening');
  const teams = await startConnector();
  const direct = { mail: (mail.server.address() as AddressInfo).port, teams: teams.port };
  const wires = { 'e-mail': await aWire(direct.mail), teams: await aWire(direct.teams) };
  return {
    direct,
    wires,
    over: { mail: wires['e-mail'].port, teams: wires.teams.port },
    taken: (member) =>
      mails.filter((to) => to === addressOf(member)).length + (teams.accepted().get(chatOf(member)) ?? 0),
    async close() {
      for (const wire of Object.values(wires)) await wire.close();
      await teams.close();
      await new Promise<void>((resolve) => mail.close(() => resolve()));
    },
  };
}
