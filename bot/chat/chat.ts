import type { Activity } from 'botbuilder';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { findMember, requireTenant } from '../domain/members/members.ts';
import { onceOnly, type Response } from '../domain/messages/activities.ts';
import { noteActivity } from '../domain/questions/given-answers.ts';
import { paceOfPeople } from '../domain/questions/pace.ts';
import type { Messenger } from '../ports/messenger.ts';
import { type Arrival, react } from './bot.ts';
import { ourFault, refusalText } from './errors.ts';
import { type Admitted, createGate, type Incoming } from './gate.ts';
import { pageLinks } from './links.ts';
import { type Reaction, send } from './message.ts';
import { isShutOut, onceUnwritten, refusal, refuseGuest } from './shut-out.ts';

export type Chat = {
  /**
   * Takes what was posted to /api/messages. Throws only what reading the body throws.
   * @returns the HTTP status and JSON body; a refusal's body is `{ error: { code, message } }`
   */
  handle(incoming: Incoming): Promise<Response>;
};

/** The conversation in Teams: gate, tenant, once only, and then a turn of botbuilder. */
export function createChat(ctx: Context, config: Config, messenger: Messenger, log: Logger): Chat {
  const gate = createGate(config);
  const link = pageLinks(config);
  const onceInMemory = onceUnwritten();
  const inPace = paceOfPeople();

  /** Runs a turn. What fails on our side is said in the chat; a 5xx would make the channel send it all again. */
  const inTurn = async ({ activity, kind }: Admitted, work: () => Promise<Reaction>): Promise<Response> => {
    try {
      const result = await messenger.adapter.receive(activity as unknown as Activity, async (context) => {
        const reaction = await work().catch((error: unknown): Reaction => {
          const text = refusalText(error);
          if (!text) log.error({ code: codeOf(error) }, 'A turn failed');
          return { text: text ?? ourFault };
        });
        const activityId = await send(context, reaction, kind !== 'personal');
        if (activityId && reaction && 'given' in reaction && reaction.given)
          await noteActivity(ctx, reaction.given, activityId).catch((error: unknown) =>
            log.error({ code: codeOf(error) }, 'An answer will not know its message'),
          );
      });
      return result ? { status: result.status, body: result.body } : { status: 200 };
    } catch (error) {
      log.error({ code: codeOf(error) }, 'A reply could not be posted');
      return { status: 200 };
    }
  };

  return {
    async handle(incoming) {
      const admitted = await gate(incoming);
      if ('status' in admitted) {
        log.info({ status: admitted.status }, 'A post to the bot was refused');
        return refused(admitted.status, 'refused', admitted.message);
      }
      const { tenantId, objectId } = admitted;
      const { conversation, id, type, text } = admitted.activity;
      const key = { conversationId: conversation.id, activityId: id };
      // Before the database is asked anything: that would be the time of all the others.
      if (type === 'message' && text && objectId && !inPace(`${tenantId}/${objectId}`))
        return onceInMemory(key, () => inTurn(admitted, () => Promise.reject(new AppError('too-many'))));
      try {
        const arrival: Arrival = { ...admitted, member: await memberOf(ctx, messenger, admitted) };
        return await onceOnly(ctx, key, () => inTurn(admitted, () => react(ctx, arrival, link)));
      } catch (error) {
        if (isShutOut(error))
          return onceInMemory(key, () =>
            inTurn(admitted, async () => {
              // As where no person acted: whoever takes the bot out, it is gone.
              await react(ctx, { ...admitted, member: null }, link);
              return refusal(ctx, admitted, error, link);
            }),
          );
        if (error instanceof AppError && error.code === 'conflict')
          return refused(409, error.code, refusalText(error)!);
        log.error({ code: codeOf(error) }, 'An activity could not be taken');
        return inTurn(admitted, async () => ({ text: ourFault }));
      }
    },
  };
}

const refused = (status: number, code: string, message: string): Response => ({
  status,
  body: { error: { code, message } },
});

/** The error's own code or name, never its message: that may carry what a person wrote. */
const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? error.name) : typeof error;

/**
 * The member behind an activity; null where no person is named, as in some updates of a conversation.
 * @throws AppError 'unknown-organisation' where the tenant is not one of ours, person or none, and for a guest;
 *   'unavailable' where it is not known whether a new person is one
 */
async function memberOf(
  ctx: Context,
  messenger: Messenger,
  { activity, tenantId, objectId }: Admitted,
): Promise<Arrival['member']> {
  const { name } = activity.from;
  const vet = () => refuseGuest(messenger, activity, tenantId);
  if (objectId) return findMember(ctx, { tenantId, objectId, name: name ?? '' }, { vet });
  await requireTenant(ctx, tenantId);
  return null;
}
