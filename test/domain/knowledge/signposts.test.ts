import assert from 'node:assert/strict';
import { readContentFiles } from '../../../bot/domain/content/files.ts';
import { answerQuestion, buildKnowledge } from '../../../bot/domain/knowledge/answers.ts';
import { contentFolder } from '../../harness.ts';
import { askedQuestions } from './asked.ts';

const content = readContentFiles(contentFolder);
const knowledge = buildKnowledge(content);
const ask = (question: string) =>
  answerQuestion(knowledge, { question, earlier: [], today: '2026-01-15', readers: ['members'] });
const isSignpost = (id: string | undefined) => content.signposts.some((signpost) => signpost.id === id);

/** In people's words, for which nobody should rely on a bot. */
const concerns = `
I'm worried about a child
im really worried about a child in my class
how do I report a safeguarding concern
how do i raise a safeguarding concern about a pupil
who do I call about a child being abused
a child told me that he is being hit at home
I think a child is being abused
i think a kid is in danger what do i do
a child is in danger right now
a young person disclosed abuse to me
who do I ring if a child is at risk of harm
how do I report child abuse
I have concerns about a child's safety
report a child at risk
how do I make a MASH referral for a child at risk
I suspect a child is being neglected
how do I make an allegation against a teacher
allegation against a member of staff, who do I tell
who is the LADO
I am feeling suicidal
I feel like hurting myself
`;
/** About the programmes, in nearly the same words. */
const questions = `
adolescent safeguarding
what is adolescent safeguarding
what are the adolescent safeguarding priorities
what safeguarding work is LIIA doing
tell me about the safeguarding policy workshops
why is there a safeguarding handbook
how do we stop teenagers being drawn into violence
guidance for practitioners working with at-risk teens
what support can colleges offer to keep students safe from exploitation
agreed way for police and social care to deal with child exploitation
what is Safeguarding Adolescents in London
how does MACE deal with children at risk of exploitation
what data do we have on child exploitation
are there workshops on child protection policy
what does LIIA do about children at risk of custody
why do children wait so long for secure beds
what is the social work workforce worried about
concerns raised in Ofsted inspections
what do inspectors raise about safeguarding
how are children in care kept safe
which networks work on safeguarding
`;
const lines = (text: string) => text.split('\n').filter(Boolean);

describe('signposts', () => {
  for (const question of lines(concerns))
    it(`meet "${question}"`, () => {
      const answer = ask(question);
      assert.deepEqual([answer.outcome, isSignpost(answer.sources[0]?.id)], ['declined', true], answer.text);
    });

  for (const question of lines(questions))
    it(`leave "${question}" to the records`, () => {
      assert.equal(isSignpost(ask(question).sources[0]?.id), false);
    });

  it('stand in the way of nothing that the records answer', () => {
    const met = askedQuestions.filter(
      ({ question, expect }) => expect.length > 0 && isSignpost(ask(question).sources[0]?.id),
    );
    assert.deepEqual(met, []);
  });

  it('stand in the way of no record asked for by name', () => {
    for (const item of content.items)
      for (const name of [item.title, ...item.aliases])
        assert.equal(isSignpost(ask(name).sources[0]?.id), false, name);
  });

  it('say what stands in the content, and nothing else', () => {
    for (const signpost of content.signposts)
      for (const alias of signpost.aliases) {
        const { text, sources } = ask(alias);
        const own = content.signposts.find(({ id }) => id === sources[0]?.id);
        if (!own) continue; // its words alone may name a record
        const links = own.links.map(({ title, url }) => `- ${title}: ${url}`).join('\n');
        assert.equal(text, [own.text.join(' '), links].filter(Boolean).join('\n\n'));
      }
  });
});
