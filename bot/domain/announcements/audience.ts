import type { SentAudience } from '../../ports/store/schema.ts';
import type { AudienceDefinition } from '../../ports/store/schema-people.ts';
import { areaExists, records } from '../content/records.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { everybody } from '../members/audience-members.ts';
import { audienceById } from '../members/audiences.ts';
import type { Member } from '../members/members.ts';
import { organisations } from '../members/organisations.ts';

/** Whom somebody chooses; a saved audience by its id. */
export type Audience =
  | { kind: 'everyone' }
  | { kind: 'area'; area: string }
  | { kind: 'saved'; audience: string };

type Ctx = Pick<Context, 'db'>;

const listInWords = new Intl.ListFormat('en-GB');

/** What an audience means at this moment, for this author. @throws AppError 'not-found' */
export async function audienceNow(ctx: Ctx, author: Member, audience: Audience): Promise<SentAudience> {
  const within = author.inCharge === 'all' ? {} : { within: author.inCharge };
  if (audience.kind === 'area' && !(await areaExists(ctx.db, audience.area))) throw new AppError('not-found');
  if (audience.kind !== 'saved') return { ...audience, ...within };
  const { name, definition } = await audienceById(ctx, audience.audience);
  return { ...audience, name, definition, ...within };
}

/** The description of people that a sent audience is. */
export function definitionOf(audience: SentAudience): AudienceDefinition {
  if (audience.kind === 'saved') return audience.definition;
  return audience.kind === 'area' ? { ...everybody, areas: [audience.area] } : everybody;
}

/** What the author chose. */
export function chosen(audience: SentAudience): Audience {
  if (audience.kind === 'saved') return { kind: 'saved', audience: audience.audience };
  return audience.kind === 'area' ? { kind: 'area', area: audience.area } : { kind: 'everyone' };
}

/**
 * How audiences are called: `who` is "Everyone", "Followers of SEND" or the name of the saved one, `only` is
 * "Camden and Croydon" where the author may write to no others.
 */
export async function audienceWords(
  ctx: Ctx,
): Promise<(audience: SentAudience) => { who: string; only: string | null }> {
  const areas = new Map((await records(ctx.db, 'area')).map(({ id, name }) => [id, name]));
  const places = new Map((await organisations(ctx.db)).map(({ id, name }) => [id, name]));
  return (audience) => {
    const who =
      audience.kind === 'saved'
        ? audience.name
        : audience.kind === 'area'
          ? `Followers of ${areas.get(audience.area) ?? audience.area}`
          : 'Everyone';
    const within = audience.within?.map((id) => places.get(id) ?? id);
    return { who, only: within ? listInWords.format(within) : null };
  };
}
