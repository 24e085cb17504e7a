import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { changeRecord } from '../../bot/domain/content/editing.ts';
import { records } from '../../bot/domain/content/records.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { tellOfUnposted } from '../../bot/domain/questions/coordinators.ts';
import { keepAnswer } from '../../bot/domain/questions/given-answers.ts';
import { setAnswersFor } from '../../bot/domain/questions/networks.ts';
import { askPeople } from '../../bot/domain/questions/questions.ts';
import { closeQuestion } from '../../bot/domain/questions/replies.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import type { Mail } from '../../bot/ports/mail.ts';
import { aCoordinator, aMember, aMemberWith } from '../factories.ts';
import { buttons, type Channel, cardOf, type Json, openChannel, type Post, wordsOf } from './channel.ts';

const nonsense = 'qwertz uiopas dfghjk?';

describe('Questions to people, in the chat', () => {
  let channel: Channel;
  let ada: Member;
  let cora: Member;
  let omar: Member;
  const mails: Mail[] = [];
  before(async () => {
    channel = await openChannel();
    channel.domain.now.at = new Date('2026-11-20T10:00:00Z');
  });
  after(() => channel?.close());
  beforeEach(async () => {
    const { ctx } = channel.domain;
    await ctx.db.deleteFrom('question').execute();
    await ctx.db.deleteFrom('message').execute();
    await ctx.db.deleteFrom('setting').execute();
    await ctx.db.deleteFrom('network_member').execute();
    await ctx.db.updateTable('member').set({ role: 'member' }).execute();
    ada = await aMember(ctx, 'camden', 'Ada Test');
    cora = await aCoordinator(ctx);
    omar = await aMemberWith(ctx, 'administrator', { name: 'Omar Test' });
    for (const each of [ada, cora, omar]) await channel.say(each, 'help');
  });

  const button = (card: Json, title: string): Json => {
    const found = buttons(card).find((each) => each.title === title);
    assert.ok(found, `no button “${title}” among ${buttons(card).map((each) => each.title)}`);
    return found;
  };
  const with_ = (action: Json, typed: object): Json => ({ ...action, data: { ...action.data, ...typed } });
  const pressed = async (member: Member, action: Json, typed: object = {}): Promise<Json> =>
    (await channel.press(member, with_(action, typed))).value;
  /** What the ledger sends now: posts by the conversation that they went to. */
  const sent = async (): Promise<Map<string, Json[]>> => {
    const before = channel.posts.length;
    const outside = {
      messenger: channel.messenger,
      mailer: {
        async send(mail: Mail) {
          mails.push(mail);
          return { kind: 'sent' as const, activityId: 'mail' };
        },
      },
      link: (page: string) => `https://teams.example/${page}`,
      webLink: (page: string) => `https://liia.example/${page}`,
      organiser: { name: 'LIIA', address: 'liia@alliance.example' },
    };
    await channel.domain.ctx.db
      .updateTable('tenant_rate')
      .set({ next_at: new Date(0) })
      .execute();
    await deliver(channel.domain.ctx, outside, new AbortController().signal);
    const where = ({ path }: Post) => decodeURIComponent(/conversations\/([^/]+)\//.exec(path)?.[1] ?? '');
    return Map.groupBy(channel.posts.slice(before), where) as never as Map<string, Json[]>;
  };
  const cardTo = async (member: Member): Promise<Json> => {
    const [post, ...more] = (await sent()).get(`a:${member.id}`) ?? [];
    const states = await channel.domain.ctx.db
      .selectFrom('message')
      .select(['purpose', 'state', 'reason'])
      .execute();
    assert.ok(post && more.length === 0, `${more.length + (post ? 1 : 0)} posts: ${JSON.stringify(states)}`);
    return cardOf(post.activity);
  };
  const countOf = async (table: 'question' | 'question_reply') =>
    Number(
      (
        await channel.domain.ctx.db
          .selectFrom(table)
          .select((c) => c.fn.countAll().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    );

  it('are asked in one tap, with the question filled in, claimed, answered and received', async () => {
    await channel.say(ada, nonsense);
    const asked = cardOf(await channel.say(ada, 'ask a coordinator'));
    assert.match(wordsOf(asked), /^Your question is with LIIA’s coordinators\nqwertz uiopas dfghjk\?\n/);
    assert.match(wordsOf(asked), /Somebody will answer by Tuesday 24 November 2026\./);
    await channel.say(ada, 'Ask a coordinator!');
    assert.equal(await countOf('question'), 1, 'a second press is the same question');

    const posts = await sent();
    assert.deepEqual([...posts.keys()].sort(), [`a:${cora.id}`, `a:${omar.id}`].sort());
    const card = cardOf(posts.get(`a:${cora.id}`)![0]!.activity);
    assert.match(
      wordsOf(card),
      /Ada Test, Camden · asked on 20 November 2026, 10am · an answer is promised by/,
    );
    assert.deepEqual(
      card.refresh.userIds.sort(),
      [cora, omar].map(({ objectId }) => `29:${objectId}`).sort(),
    );
    assert.deepEqual(
      buttons(card).map(({ title }) => title),
      ['Send answer', 'I will answer', 'Close'],
    );

    assert.match(wordsOf(await pressed(cora, button(card, 'I will answer'))), /You are answering this\./);
    assert.match(wordsOf(await cardTo(ada)), /^Cora Test is answering your question\nYou asked: “qwertz/);
    const seen = await pressed(omar, card.refresh.action);
    assert.match(wordsOf(seen), /Cora Test is answering this\./);
    button(seen, 'Take over from Cora Test');

    const answer = { answer: 'The **borough**.\n<b>Ask</b> them.', publish: 'false' };
    const done = await pressed(cora, button(card, 'Send answer'), answer);
    assert.match(wordsOf(done), /^Ada Test gets your answer\./);
    const got = await cardTo(ada);
    assert.match(
      wordsOf(got),
      /^Cora Test answered your question\nqwertz.*\nThe \*\*borough\*\*\.\n<b>Ask<\/b> them\.\nCora Test, 20 November 2026, 10am\n$/s,
    );
    assert.ok(!JSON.stringify(got).includes('"TextBlock"'), 'markdown stays as it was typed');
    const late = await pressed(omar, button(card, 'Send answer'), { answer: 'Mine.' });
    assert.match(wordsOf(late), /^Cora Test answered this on 20 November 2026, 10am\./);
    assert.equal((await sent()).size, 0);
  });

  it('are asked in words of their own behind a colon, once a day, and without personal details', async () => {
    for (let n = 0; n < 2; n++) {
      const card = cardOf(await channel.say(ada, 'Ask a coordinator: Can I write to KIM@Camden.example?'));
      assert.match(wordsOf(card), /\nCan I write to \[an e-mail address\]\?\nI left personal details out/);
    }
    assert.equal(await countOf('question'), 1);
    const { text } = await channel.domain.ctx.db
      .selectFrom('question')
      .select('text')
      .executeTakeFirstOrThrow();
    assert.equal(text, 'Can I write to [an e-mail address]?');
    await channel.say(ada, 'ask a coordinator about Kinship care');
    const texts = await channel.domain.ctx.db.selectFrom('question').select('text').execute();
    assert.ok(texts.some((row) => row.text === 'about Kinship care'));
  });

  it('are asked on a card where there is none yet', async () => {
    const card = cardOf(await channel.say(ada, 'talk to a person'));
    assert.deepEqual(card.body.filter((each: Json) => each.type === 'Input.Text').length, 1);
    const send = button(card, 'Send my question');
    for (let n = 0; n < 2; n++)
      assert.match(wordsOf(await pressed(ada, send, { text: 'Who pays?' })), /Your question is with/);
    assert.equal(await countOf('question'), 1);
    assert.match((await channel.press(ada, with_(send, { text: '  ' }))).value, /Write a question first/);
  });

  it('are taken back by their asker', async () => {
    const card = cardOf(await channel.say(ada, 'ask a coordinator: who pays?'));
    const back = button(card, 'Take it back');
    assert.match(
      wordsOf(await pressed(ada, back)),
      /You took this question back on 20 November 2026, 10am\./,
    );
    assert.match(wordsOf(await pressed(ada, back)), /You took this question back/);
    assert.equal((await sent()).size, 0, 'nobody is asked any more');
    const stranger = await aMember(channel.domain.ctx);
    assert.match(String(await pressed(stranger, back)), /cannot find/);
  });

  it('are asked again in the same words once they were taken back or closed', async () => {
    for (const says of ['ask a coordinator: who pays?', 'ask a coordinator']) {
      await channel.say(ada, nonsense);
      for (let n = 0; n < 3; n++) {
        const card = cardOf(await channel.say(ada, says));
        assert.match(wordsOf(card), /^Your question is with/, says);
        assert.match(wordsOf(cardOf(await channel.say(ada, says))), /^Your question is with/);
        await pressed(ada, button(card, 'Take it back'));
      }
    }
    assert.equal(await countOf('question'), 6);
  });

  it('say at once where to go with what cannot wait for an answer', async () => {
    const says = 'can I talk to someone about a concern about a child';
    const asked = cardOf(await channel.say(ada, says));
    assert.match(wordsOf(asked), /^[^\n]*999.*\nYour question is with/s);
    const send = button(cardOf(await channel.say(omar, 'talk to a person')), 'Send my question');
    const own = 'How do I report a concern about a child?';
    assert.match(wordsOf(await pressed(omar, send, { text: own })), /999.*\nYour question is with/s);
    const named = 'ask a coordinator: my client Tyrell, 14, was stabbed, what can he get?';
    assert.match(
      wordsOf(cardOf(await channel.say(ada, named))),
      /^This seems to be about a particular child/,
    );
    const plain = wordsOf(cardOf(await channel.say(ada, 'ask a coordinator: who pays?')));
    assert.match(plain, /^Your question is with/);
  });

  it('are not asked where others read along', async () => {
    await channel.say(ada, nonsense, 'groupChat');
    const { text } = await channel.say(ada, 'ask a coordinator', 'groupChat');
    assert.match(text, /^I can only pass questions on in our own chat\./);
    assert.equal(await countOf('question'), 0);
  });

  it('go to the channel where a coordinator says so, and are answered there by coordinators alone', async () => {
    const { text: no } = await channel.say(ada, 'send questions here', 'channel');
    assert.match(no, /Only coordinators/);
    assert.match((await channel.say(cora, 'send questions here')).text, /Say this in the channel/);
    assert.match(
      (await channel.say(cora, 'Send questions here.', 'channel')).text,
      /is posted here from now on/,
    );
    await channel.say(ada, 'ask a coordinator: who pays?');
    const posts = await sent();
    assert.deepEqual([...posts.keys()], ['19:general@thread.tacv2']);
    const card = cardOf([...posts.values()][0]![0]!.activity);
    const claim = button(card, 'I will answer');
    assert.match((await channel.press(ada, claim, 'groupChat')).value, /Only coordinators/);
    assert.match((await channel.press(ada, card.refresh.action, 'groupChat')).value, /Only coordinators/);
    assert.match(wordsOf((await channel.press(cora, claim, 'groupChat')).value), /You are answering/);
    assert.match(
      (await channel.say(cora, 'stop sending questions here', 'channel')).text,
      /no longer posted/,
    );
    assert.match(
      (await channel.say(cora, 'stop sending questions here', 'channel')).text,
      /nothing has changed/,
    );
    await sent();
    await channel.say(ada, 'ask a coordinator: and who decides?');
    assert.deepEqual([...(await sent()).keys()].sort(), [`a:${cora.id}`, `a:${omar.id}`].sort());
  });

  it('are closed with a reason, in two presses, which the asker reads', async () => {
    await channel.say(ada, 'ask a coordinator: who pays?');
    const card = await cardTo(cora);
    const asks = await pressed(cora, button(card, 'Close'));
    const back = await pressed(cora, button(asks, 'Back'));
    button(back, 'Send answer');
    const close = button(asks, 'Close the question');
    assert.match(
      wordsOf(await pressed(cora, close, { reason: 'Ask your finance team' })),
      /You closed this on 20 November 2026, 10am: Ask your finance team/,
    );
    await pressed(cora, close, { reason: 'Again' });
    assert.match(wordsOf(await cardTo(ada)), /^Your question was closed\n.*Ask your finance team\n/s);
    assert.match(wordsOf(await pressed(omar, button(card, 'I will answer'))), /^Cora Test closed this/);
  });

  it('teach the bot by a tick, after a look at personal details; another coordinator approves', async () => {
    await channel.say(ada, 'ask a coordinator: who pays for zebra crossings?');
    const card = await cardTo(cora);
    const send = button(card, 'Send answer');
    const answer = { answer: 'The borough. Write to desk@camden.example.', publish: 'true' };
    const check = await pressed(cora, send, answer);
    assert.match(wordsOf(check), /This seems to hold an e-mail address\./);
    const fields = Object.fromEntries(check.body.map((each: Json) => [each.id, each.value]));
    assert.equal(fields.answer, answer.answer);
    assert.equal(fields.wording, 'who pays for zebra crossings?');
    assert.equal((await sent()).size, 0, 'nothing is sent before somebody looked');
    const mended = { answer: 'The borough.', wording: 'Who pays for zebra crossings?', confirmed: 'false' };
    const done = await pressed(cora, button(check, 'Send answer'), mended);
    assert.match(wordsOf(done), /I answer with it as soon as another coordinator approves it\./);
    const posts = await sent();
    assert.equal(posts.get(`a:${ada.id}`)?.length, 1);
    assert.match(wordsOf(cardOf(posts.get(`a:${omar.id}`)![0]!.activity)), /approve/);
  });

  it('teach the bot afterwards, where the tick was forgotten', async () => {
    await changeSettings(channel.domain.ctx.db, { secondCoordinator: 'is told' });
    await channel.say(ada, 'ask a coordinator: who feeds the gargoyles?');
    const card = await cardTo(cora);
    const done = await pressed(cora, button(card, 'Send answer'), { answer: 'The caretaker feeds them.' });
    const add = button(done, 'Add to what the bot knows');
    for (let n = 0; n < 2; n++)
      assert.match(wordsOf(await pressed(cora, add)), /^I answer with it from now on\./);
    assert.match((await channel.say(ada, 'Who feeds the gargoyles?')).text, /The caretaker feeds them\./);
  });

  it('go to a network at the asker’s word, and what its people say reaches the asker and coordinators', async () => {
    const name = 'Your Choice Clinical Leads Network';
    const neha = await aMember(channel.domain.ctx, 'hackney', 'Neha Test');
    assert.match(
      (await channel.say(neha, 'answer questions for your choice clinical leads')).text,
      /Thank you/,
    );
    const card = cardOf(
      await channel.say(ada, 'ask a coordinator: adolescent safeguarding: who trains clinical leads?'),
    );
    const sure = await pressed(ada, button(card, `Ask ${name}`));
    assert.match(
      wordsOf(sure),
      /Your name and this question go to 1 person of Your Choice Clinical Leads Network/,
    );
    await sent();
    const yes = button(sure, 'Yes, ask them');
    for (let n = 0; n < 2; n++)
      assert.match(wordsOf(await pressed(ada, yes)), /Your question is with people of Your Choice/);
    const asked = await cardTo(neha);
    assert.match(wordsOf(asked), /Ada Test, Camden/);
    const send = button(asked, 'Send answer');
    for (let n = 0; n < 2; n++)
      assert.match(wordsOf(await pressed(neha, send, { answer: 'We do.' })), /^Thank you\. Ada Test gets/);
    const posts = await sent();
    assert.match(
      wordsOf(cardOf(posts.get(`a:${ada.id}`)![0]!.activity)),
      /Neha Test \(Your Choice Clinical Leads Network\), 20 November 2026, 10am\n$/,
    );
    button(cardOf(posts.get(`a:${cora.id}`)![0]!.activity), 'Add to what the bot knows');
    assert.match(String(await pressed(ada, send, { answer: 'Me.' })), /cannot find/);
    assert.match(
      (await channel.say(neha, `stop answering questions for ${name}`)).text,
      /I bring you no more questions/,
    );
    assert.match(
      (await channel.say(neha, 'answer questions for nobody at all')).text,
      /no network of that name/,
    );
    assert.match(
      (await channel.say(neha, 'answer questions for your choice')).text,
      /^Which one do you mean\?/,
    );
  });

  it('to a network are there to answer for who got them by e-mail or in a digest', async () => {
    const { ctx } = channel.domain;
    const neha = await aMember(ctx, 'hackney', 'Neha Test');
    assert.match((await channel.say(neha, 'questions for me')).text, /^No question waits/);
    await setAnswersFor(ctx, neha, 'lasob', true);
    for (const text of ['Who trains?', 'Who pays?']) {
      await askPeople(ctx, ada, { key: text, text, network: 'lasob' });
      channel.domain.now.at = new Date(channel.domain.now.at.getTime() + 1000);
    }
    await askPeople(ctx, ada, { key: 'not theirs', text: 'Who else?' });
    assert.match((await channel.say(neha, 'questions for me', 'groupChat')).text, /our own chat/);
    const card = cardOf(await channel.say(neha, 'Questions for me'));
    assert.match(wordsOf(card), /^2 questions wait for you\..*Who trains\?/s);
    await pressed(neha, button(card, 'Send answer'), { answer: 'We do.' });
    const next = cardOf(await channel.say(neha, 'questions for me'));
    assert.match(wordsOf(next), /^One question waits for you\..*Who pays\?/s);
    assert.match((await channel.say(ada, 'questions for me')).text, /^No question waits/);
  });

  it('show what the bot had said only where every member may read it', async () => {
    const { ctx } = channel.domain;
    const given = async (id: string) =>
      keepAnswer(ctx, ada, {
        conversationId: 'a:1',
        question: 'Fees?',
        answer: { outcome: 'answered', text: `Said from ${id}.`, sources: [{ id, title: id }] } as never,
      });
    const [item] = await records(ctx.db, 'item');
    const hidden = { ...item!, readers: 'library' as const };
    for (const [n, shown] of [true, false].entries()) {
      if (!shown)
        await inTransaction(ctx, (tx) =>
          changeRecord(tx, cora, { kind: 'item', id: item!.id, after: hidden }),
        );
      await askPeople(ctx, ada, { key: `g${n}`, text: 'Who?', givenAnswer: await given(item!.id) });
      const card = await cardTo(cora);
      assert.equal(/The bot had said: Said from/.test(wordsOf(card)), shown);
      assert.equal(/The bot had said/.test(wordsOf(await pressed(cora, card.refresh.action))), shown);
    }
    await inTransaction(ctx, (tx) => changeRecord(tx, cora, { kind: 'item', id: item!.id, after: item! }));
  });

  it('are open again for the same coordinator in one tap, where the answer did not help', async () => {
    await channel.say(ada, 'ask a coordinator: who pays?');
    await pressed(cora, button(await cardTo(cora), 'Send answer'), { answer: 'The borough.' });
    const got = await cardTo(ada);
    assert.deepEqual(
      buttons(got).map(({ title }) => title),
      ['This helped', 'This did not help', 'My questions'],
    );
    const no = button(got, 'This did not help');
    for (let n = 0; n < 2; n++)
      assert.match(
        wordsOf(await pressed(ada, no, { comment: 'Which budget?' })),
        /^Thank you\. .*\nYour question is with LIIA’s coordinators\n.*\nCora Test is answering this\.$/s,
      );
    const again = await cardTo(cora);
    assert.match(wordsOf(again), /^Your answer did not help yet\.\nA question from a member\nwho pays\?/);
    assert.match(wordsOf(again), /The borough\.\nAda Test says that this did not help: Which budget\?/);
    assert.match(wordsOf(again), /You are answering this\./);
    button(again, 'Give it back');
    channel.domain.now.at = new Date(channel.domain.now.at.getTime() + 1000);
    await pressed(cora, button(again, 'Send answer'), { answer: 'The grant.' });
    const better = await cardTo(ada);
    const yes = await pressed(ada, button(better, 'This helped'));
    assert.match(wordsOf(yes), /^Thank you\. .*The grant\./s);
    assert.deepEqual(
      buttons(yes).map(({ title }) => title),
      ['My questions'],
    );
    assert.match(wordsOf(await pressed(ada, no)), /Cora Test answered your question.*The borough\./s);
    assert.match(String(await pressed(cora, no)), /cannot find/);
    assert.equal((await sent()).size, 0);
  });

  it('are given back, and the asker hears that nobody has them now', async () => {
    await channel.say(ada, 'ask a coordinator: who pays?');
    const claimed = await pressed(cora, button(await cardTo(cora), 'I will answer'));
    await sent();
    for (let n = 0; n < 2; n++) await pressed(cora, button(claimed, 'Give it back'));
    const told = wordsOf(await cardTo(ada));
    assert.match(told, /^Your question is open again\nYou asked: “who pays\?”\nWhoever was answering it/);
    assert.doesNotMatch(told, /Cora|by \w+day/, 'nothing is promised');
  });

  it('keep what a coordinator has typed, whichever button is pressed and whoever was quicker', async () => {
    const fieldsOf = (card: Json): Json =>
      Object.fromEntries(
        card.body
          .filter(({ type }: Json) => type.startsWith('Input.'))
          .map(({ id, value }: Json) => [id, value ?? '']),
      );
    /** Presses with what stands in the fields, as Teams does. */
    const press = (member: Member, card: Json, title: string, typed: Json = {}) => {
      const action = button(card, title);
      const alone = action.associatedInputs === 'none';
      return pressed(member, action, alone ? {} : { ...fieldsOf(card), ...typed });
    };
    await channel.say(ada, 'ask a coordinator: who pays?');
    const posts = await sent();
    const [card, other] = [cora, omar].map((each) => cardOf(posts.get(`a:${each.id}`)![0]!.activity)) as [
      Json,
      Json,
    ];
    const mine = { answer: 'Ring 020 7946 0999.', publish: 'true' };
    let next = await press(cora, card, 'I will answer', mine);
    for (const title of ['Give it back', 'I will answer']) {
      assert.deepEqual(fieldsOf(next), mine, title);
      next = await press(cora, next, title);
    }
    next = await press(cora, await press(cora, next, 'Close'), 'Back', { reason: 'Ask finance' });
    assert.deepEqual(fieldsOf(next), mine, 'back from closing');
    assert.equal(fieldsOf(await press(cora, next, 'Close')).reason, 'Ask finance');
    const check = await press(cora, next, 'Send answer');
    assert.deepEqual(fieldsOf(check), { wording: 'who pays?', answer: mine.answer, confirmed: 'false' });
    next = await press(cora, check, 'Back', { wording: 'Who pays for it?' });
    assert.deepEqual(fieldsOf(next), mine, 'back from the check');
    assert.equal(fieldsOf(await press(cora, next, 'Send answer')).wording, 'Who pays for it?');
    assert.match(wordsOf(await press(cora, next, 'Send answer', { answer: ' ' })), /Write an answer first/);

    await press(omar, other, 'Send answer', { answer: 'The borough.' });
    for (const [title, from] of [
      ['Send answer', next],
      ['Give it back', next],
      ['Send answer', check],
    ] as const) {
      const late = await press(cora, from, title);
      assert.match(wordsOf(late), /Omar Test answered this/);
      assert.deepEqual(fieldsOf(late), { answer: `${mine.answer}\n\nAsk finance` }, title);
      const added = await press(cora, late, 'Add to what the bot knows');
      assert.doesNotMatch(
        wordsOf(added),
        /This seems to hold/,
        'what was answered is added, not what was typed',
      );
      await channel.domain.ctx.db.updateTable('question').set({ faq_id: null }).execute();
    }
  });

  it('keep an edited answer on the way back from adding it to what the bot knows', async () => {
    await channel.say(ada, 'ask a coordinator: who pays?');
    const done = await pressed(cora, button(await cardTo(cora), 'Send answer'), {
      answer: 'Ring 020 7946 0999.',
    });
    const check = await pressed(cora, button(done, 'Add to what the bot knows'));
    const back = await pressed(cora, button(check, 'Back'), { answer: 'The borough pays.' });
    const kept = back.body.find(({ id }: Json) => id === 'answer');
    assert.equal(kept.value, 'The borough pays.');
    const added = await pressed(cora, button(back, 'Add to what the bot knows'), { answer: kept.value });
    assert.match(wordsOf(added), /^I answer with it/);
  });

  it('to a network reach who has no chat by an e-mail that leads to the page to answer on', async () => {
    const { ctx } = channel.domain;
    const neha = await aMember(ctx, 'hackney', 'Neha Test');
    await ctx.db
      .updateTable('member')
      .set({ email: 'neha@hackney.example' })
      .where('id', '=', neha.id)
      .execute();
    await setAnswersFor(ctx, neha, 'lasob', true);
    await askPeople(ctx, ada, { key: 'm', text: 'Who trains?', network: 'lasob' });
    await sent();
    const [mail, ...more] = mails.splice(0);
    assert.deepEqual([mail?.to, more.length], ['neha@hackney.example', 0]);
    assert.match(
      mail!.text,
      /^Who trains\?\n.*To answer, open My questions.*\nhttps:\/\/liia\.example\/questions\n/s,
    );
  });

  it('to a network that were closed meanwhile keep what was typed for them', async () => {
    const { ctx } = channel.domain;
    const neha = await aMember(ctx, 'hackney', 'Neha Test');
    await channel.say(neha, 'help');
    await setAnswersFor(ctx, neha, 'lasob', true);
    const { id } = await askPeople(ctx, ada, { key: 'n', text: 'Who trains?', network: 'lasob' });
    const card = await cardTo(neha);
    await closeQuestion(ctx, cora, id, null);
    const late = await pressed(neha, button(card, 'Send answer'), { answer: 'We do.' });
    assert.equal(late.body.find((each: Json) => each.id === 'answer').value, 'We do.');
    assert.deepEqual(buttons(late), []);
  });

  it('go to each coordinator where the channel takes no posts', async () => {
    await channel.say(cora, 'send questions here', 'channel');
    channel.answer = 403;
    await channel.say(ada, 'ask a coordinator: who pays?').catch(() => {});
    const jobs = async () =>
      (await sql`select from pgboss.job where name = 'unposted'`.execute(channel.domain.ctx.db)).rows.length;
    const before = await jobs();
    await sent();
    assert.equal(await jobs(), before + 1, 'somebody is woken to see to it');
    channel.answer = 201;
    const woken = await channel.domain.ctx.db.selectFrom('message').select('state').execute();
    assert.deepEqual(woken, [{ state: 'failed' }]);
    for (let n = 0; n < 2; n++) await tellOfUnposted(channel.domain.ctx);
    const posts = await sent();
    assert.deepEqual([...posts.keys()].sort(), [`a:${cora.id}`, `a:${omar.id}`].sort());
    button(cardOf(posts.get(`a:${cora.id}`)![0]!.activity), 'I will answer');
  });

  it('are pressed by clients that know Action.Submit alone', async () => {
    await channel.say(ada, 'ask a coordinator: who pays?');
    const card = await cardTo(cora);
    const { fallback } = button(card, 'Send answer');
    const message = await channel.submit(cora, {
      fallback: { data: { ...fallback.data, answer: 'We do.' } },
    });
    assert.match(wordsOf(cardOf(message)), /Ada Test gets your answer/);
  });

  it('come to no harm by what a card may send', async () => {
    await channel.say(ada, 'ask a coordinator: who pays?');
    const card = await cardTo(cora);
    const verbs = ['ask-people', 'ask-network', 'take-back', 'question', 'claim', 'release', 'answer'];
    for (const verb of [...verbs, 'publish', 'close', 'network-answer', 'rate'])
      for (const data of [
        null,
        1,
        [],
        {},
        { question: '../etc' },
        { question: {}, answer: [] },
        { key: 'x' },
      ]) {
        const { value } = await channel.press(cora, { verb, data });
        assert.match(String(value), /^I cannot read that button/, `${verb} ${JSON.stringify(data)}`);
      }
    const huge = await pressed(cora, button(card, 'Send answer'), {
      answer: 'x'.repeat(4001),
      publish: 'false',
    });
    assert.match(wordsOf(huge), /longer than 4,000 characters/);
    const field = huge.body.find((each: Json) => each.id === 'answer');
    assert.equal(field.value.length, 4001, 'what was typed is not lost');
    assert.ok(!huge.body.some((each: Json) => each.id === 'wording'));
    assert.equal(await countOf('question_reply'), 0);
  });

  it('are not put to a network by somebody who was told of no number', async () => {
    await setAnswersFor(channel.domain.ctx, cora, 'lasob', true);
    const card = cardOf(await channel.say(ada, 'ask a coordinator: adolescent safeguarding?'));
    const { data } = button(card, 'Take it back');
    const made = { verb: 'ask-network', data: { ...data, network: 'aldcs' } };
    assert.match(wordsOf(await pressed(ada, made)), /can be put to no network now/);
  });
});
