import { type Context, inTransaction, type TxContext } from '../context.ts';
import { londonDay } from '../london.ts';
import { may } from '../members/access.ts';
import { type Member, peopleWithRoles } from '../members/members.ts';
import { addMessages, type Message } from '../messages/ledger.ts';
import { records } from './records.ts';
import type { Faq } from './schema.ts';

/** What coordinators are told of the answers that the bot knows. */

const mostNamed = 5;

/** Tells the other coordinators of an answer that one added. */
export async function tellOfAnswer(ctx: TxContext, actor: Member, faq: Faq): Promise<void> {
  const draft = faq.state === 'draft';
  await tell(ctx, (person) => person.id !== actor.id, {
    purpose: 'answer added',
    key: faq.id,
    notice: {
      title: draft ? 'An answer for you to approve' : 'An answer was added to what the bot knows',
      text: [
        `${actor.name} answered: “${faq.questions[0]}”`,
        draft
          ? 'Members are answered with it as soon as somebody other than its writer approves it.'
          : 'Members are answered with it from now on. You can change it or take it away.',
      ],
      path: `/coordinate/questions/${draft ? 'drafts' : `knows/faq/${faq.id}`}`,
    },
  });
}

/**
 * Tells the other coordinators that one changed an answer which members get.
 * @param change the number of the change: each is told once
 */
export async function tellOfChange(ctx: TxContext, actor: Member, faq: Faq, change: number): Promise<void> {
  await tell(ctx, (person) => person.id !== actor.id, {
    purpose: 'answer changed',
    key: `${faq.id} ${change}`,
    notice: {
      title: 'An answer that the bot gives was changed',
      text: [
        `${actor.name} changed: “${faq.questions[0]}”`,
        'Members are answered so from now on. You can change it again, or undo it.',
      ],
      path: `/coordinate/questions/knows/faq/${faq.id}`,
    },
  });
}

/** Tells coordinators which answers have come to their day of review, once in a month that has some. */
export async function tellOfReviews(ctx: Context): Promise<void> {
  const today = londonDay(ctx.clock.now());
  await inTransaction(ctx, async (tx) => {
    const due = (await records(tx.db, 'faq')).filter((faq) => faq.state === 'live' && faq.reviewOn <= today);
    if (due.length === 0) return;
    const more = due.length - mostNamed;
    await tell(tx, () => true, {
      purpose: 'answers to review',
      key: today.slice(0, 7),
      notice: {
        title: 'Answers to look at again',
        text: [
          'These answers have come to their day of review. Save each that still holds, and change or take away the others.',
          ...due.slice(0, mostNamed).map((faq) => `“${faq.questions[0]}”`),
          ...(more > 0 ? [`And ${more} more.`] : []),
        ],
        path: '/coordinate/questions/knows',
      },
    });
  });
}

async function tell(
  ctx: TxContext,
  whom: (person: Member) => boolean,
  message: Omit<Message, 'category'>,
): Promise<void> {
  const people = (await peopleWithRoles(ctx)).filter((each) => may(each, 'answer') && whom(each));
  if (people.length === 0) return;
  await addMessages(ctx, { ...message, category: 'questions' }, { members: people.map(({ id }) => id) });
}
