import type { Context } from '../../bot/domain/context.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import type { Outside } from '../../bot/jobs/posts.ts';
import { createMailer } from '../../bot/ports/mail.ts';
import { deliveryOf, postOnce } from '../../bot/ports/post.ts';

/** Where to send to: both ports are of this machine. */
export type Sending = { mail: number; teams: number };

/**
 * Sends what is due: e-mail and posts go out as the product's own ports send them, over the wire.
 * @param careless the control: writes down that it was sent, and then sends it
 */
export function send(ctx: Context, to: Sending, careless = false): Promise<unknown> {
  const first = async () => {
    if (careless)
      await ctx.db
        .updateTable('message')
        .set({ state: 'sent', lease_until: null, finished_at: ctx.clock.now() })
        .where('state', '=', 'sending')
        .execute();
  };
  const from = { name: 'LIIA', address: 'liia@alliance.example' };
  const mail = { url: `smtp://127.0.0.1:${to.mail}?ignoreTLS=true`, from };
  const mailer = createMailer({ local: false, recording: false, mail }, async () => {});
  const outside: Outside = {
    mailer: { send: (one) => first().then(() => mailer.send(one)) },
    messenger: { send: (reference, activity) => first().then(() => post(to.teams, reference, activity)) },
    link: (page) => `https://teams.example/${page}`,
    webLink: (page) => `https://liia.example/${page}`,
    organiser: from,
  };
  return deliver(ctx, outside, new AbortController().signal);
}

/** As the bot posts, without its sign-in at Entra. */
const post: (
  port: number,
  ...of: Parameters<Outside['messenger']['send']>
) => ReturnType<Outside['messenger']['send']> = async (port, reference, activity) => {
  const { conversation } = reference as { conversation: { id: string } };
  try {
    await postOnce({
      method: 'POST',
      url: `http://127.0.0.1:${port}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`,
      headers: Object.assign(new Headers(), { rawHeaders: () => ({ 'content-type': 'application/json' }) }),
      body: JSON.stringify(activity),
    });
    return { kind: 'sent', activityId: conversation.id };
  } catch (error) {
    return deliveryOf(error);
  }
};
