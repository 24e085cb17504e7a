import type { Context } from '../context.ts';

/** What a message is about: people have a say in each. */
export type Category = 'announcements' | 'events' | 'reminders' | 'answers' | 'access';
export type Way = 'teams' | 'e-mail';

type Ctx = Pick<Context, 'db' | 'clock'>;

/** When a message goes to each of these members; a refusal where they want none of its category. */
export async function plan(
  ctx: Ctx,
  memberIds: string[],
  _category: Category,
  _critical: boolean,
): Promise<Map<string, { dueAt: Date; digest: boolean; refusal?: string }>> {
  const dueAt = ctx.clock.now();
  return new Map(memberIds.map((id) => [id, { dueAt, digest: false }]));
}

/** Asked right before the post: whether the person wants the message at this moment. */
export async function stillWanted(
  _ctx: Ctx,
  _message: { memberId: string; category: Category; critical: boolean; digest: boolean },
): Promise<{ send: true } | { refusal: string } | { deferTo: Date; reason: string }> {
  return { send: true };
}

/** How the member wants to be reached. */
export async function wayOf(_ctx: Ctx, _member: { id: string }): Promise<Way> {
  return 'teams';
}
