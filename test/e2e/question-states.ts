import type { Route as Call, Frame } from 'playwright-core';
import type { Answer } from '../../bot/api/contract.ts';
import type { ContentRecord, Faq, GivenAnswer, Question } from '../../bot/api/contract-questions.ts';
import type { State } from './axe.ts';

/** Questions that people answer, and what the bot knows, in each of their states, dialogs open. */

export const sections = ['open', 'unanswered', 'unhelpful', 'drafts', 'knows'].map(
  (name) => `/coordinate/questions/${name}`,
);

const at = (section: string) => ({ accountId: 'farah', path: `/coordinate/questions/${section}` });
const press =
  (...names: (string | RegExp)[]) =>
  async (frame: Frame) => {
    for (const name of names) await frame.getByRole('button', { name }).first().click();
  };

type Answers = Record<string, { status?: number; json: object }>;
/** The service answers calls to these addresses with this: "POST /api/questions", "/api/questions". */
const answers = (given: Answers) => (call: Call) => {
  const request = call.request();
  const { pathname } = new URL(request.url());
  const found = given[`${request.method()} ${pathname}`] ?? given[pathname];
  return found ? call.fulfill(found) : undefined;
};

const long =
  'We share a manager with the neighbouring borough and wonder whether a joint post counts as one or as two in the workforce return, and who signs it off? '.repeat(
    3,
  );

const given: GivenAnswer = {
  id: '7d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f',
  question: 'Who pays for the minibus?',
  outcome: 'declined',
  text: 'I do not know that.\n\nYou can ask a coordinator.',
  sources: [],
  at: '2026-03-03T10:00:00Z',
  rating: 'dislike',
  comment: 'I wanted to know who pays, not what it costs.',
};

const question: Question = {
  id: '2d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f',
  key: '7d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f',
  text: 'Who pays for the minibus?',
  area: 'send',
  network: null,
  state: 'open',
  asker: { name: 'Asha Demo (Camden)', organisation: 'Camden' },
  askedAt: '2026-03-03T10:05:00Z',
  answerBy: '2026-03-05',
  claimedBy: null,
  claimedByMe: false,
  replies: [],
  closedReason: null,
  given,
  personal: ['a phone number', 'a name'],
  faq: null,
  mayAsk: null,
};
const reply: Question['replies'][number] = {
  id: 'r',
  author: 'Efe Demo',
  text: 'Each borough pays for its own.\nThe contract is shared.',
  at: '2026-03-04T09:00:00Z',
  rating: null,
  comment: null,
};
const claimed: Question = {
  ...question,
  id: '3d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f',
  text: long,
  state: 'claimed',
  answerBy: '2099-03-05',
  claimedBy: 'Farah Demo',
  claimedByMe: true,
  asker: null,
  network: { id: 'aldcs', name: 'ALDCS' },
  replies: [reply],
};
const answered: Question = { ...question, state: 'answered', replies: [reply] };

const questions = (...questions: Question[]): Answers => ({
  '/api/questions': { json: { questions, total: questions.length } },
});
const mine = (...questions: Question[]): Answers => ({
  '/api/questions/mine': { json: { questions, forMe: [] } },
});
const disliked: Question = {
  ...question,
  id: '4d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f',
  state: 'claimed',
  claimedBy: 'Efe Demo',
  replies: [{ ...reply, rating: 'dislike' }],
};
const toNetwork: Question = {
  ...question,
  network: { id: 'aldcs', name: 'ALDCS' },
  given: null,
};

const faq: Faq = {
  id: 'who-pays-for-the-minibus',
  questions: ['Who pays for the minibus?', 'minibus costs', long.slice(0, 290)],
  answer: ['Each borough pays for its own.', 'The contract is shared.'],
  area: 'send',
  author: 'Efe Demo',
  answeredOn: '2026-03-04',
  reviewOn: '2027-03-04',
  readers: 'members',
  state: 'draft',
};
const draft: ContentRecord = {
  kind: 'faq',
  id: faq.id,
  title: faq.questions[0]!,
  record: faq,
  change: 7,
  edited: true,
  reviewDue: false,
  mayPublish: true,
};
const due: ContentRecord = {
  ...draft,
  id: 'due',
  title: long.slice(0, 200),
  record: { ...faq, id: 'due', state: 'live' },
  reviewDue: true,
  mayPublish: false,
};
const records = (...records: ContentRecord[]): Answers => ({ '/api/content/faq': { json: { records } } });
const one = (record: ContentRecord): Answers => ({
  [`/api/content/faq/${record.id}`]: { json: record },
  [`/api/content/faq/${record.id}/history`]: {
    json: {
      changes: [
        { id: 7, at: '2026-03-04T09:30:00Z', by: 'Efe Demo', did: 'changed', fields: ['the answer'] },
        { id: 6, at: '2026-03-04T09:00:00Z', by: null, did: 'made', fields: [] },
      ],
    },
  },
});
const preview: Answer = {
  id: null,
  outcome: 'answered',
  text: 'Each borough pays for its own.\n\nSource: Efe Demo',
  sources: [{ id: faq.id, title: draft.title, section: '', document: '', url: null }],
  choices: [],
  suggestions: [],
};
const group = {
  question: 'Who pays for the minibus?',
  count: 4,
  latest: '2026-03-03T10:00:00Z',
  wordings: ['who is paying the minibus', long.slice(0, 290)],
};
const refusal = (message: string) => ({ error: { code: 'invalid', message } });

export const questionStates: (State & { shows: string | RegExp })[] = [
  {
    name: 'no questions',
    as: at('open'),
    calls: answers(questions()),
    shows: 'Nobody is waiting for an answer',
  },
  {
    name: 'no question that matches',
    as: at('open?search=xyzzy'),
    calls: answers(questions()),
    shows: 'Nothing matches',
  },
  {
    name: 'a question that is late, and one that is claimed, with everything open',
    as: at('open'),
    calls: answers(questions(question, claimed)),
    reach: async (frame) => {
      for (const each of await frame.locator('summary').all()) await each.click();
    },
    shows: 'An answer was promised by Thursday 5 March 2026.',
  },
  {
    name: 'an answer that is to be kept, with nothing written',
    as: at('open'),
    calls: answers(questions(question)),
    reach: async (frame) => {
      await press(/^Answer ?:/)(frame);
      await frame.getByLabel('Add to what the bot knows').check();
      await press('Send answer')(frame);
    },
    shows: 'The question seems to hold a phone number and a name.',
  },
  {
    name: 'an answer that seems to name somebody',
    as: at('open'),
    calls: answers({
      ...questions(question),
      [`/api/questions/${question.id}/answer`]: {
        status: 400,
        json: refusal('The answer seems to hold a name. Take it out, or say that you have looked.'),
      },
    }),
    reach: async (frame) => {
      await press(/^Answer ?:/)(frame);
      await frame.getByLabel('Your answer').fill('Ask Sam.');
      await frame.getByLabel('Add to what the bot knows').check();
      await press('Send answer')(frame);
    },
    shows: 'nothing in it is about a person',
  },
  {
    name: 'a question, before it is closed',
    as: at('open'),
    calls: answers(questions(question)),
    reach: press(/^Close ?:/),
    shows: 'is told that it was closed',
  },
  {
    name: 'questions that were answered, one about to be learned',
    as: at('open?state=answered'),
    calls: answers(questions(answered, { ...answered, id: 'x', faq: faq.id })),
    reach: press(/^Add to what the bot knows/),
    shows: 'Add this to what the bot knows',
  },
  {
    name: 'nothing unanswered',
    as: at('unanswered'),
    calls: answers({ '/api/questions/unanswered': { json: { groups: [] } } }),
    shows: 'Nothing went unanswered',
  },
  {
    name: 'what went unanswered, and what it may mean',
    as: at('unanswered'),
    calls: answers({ '/api/questions/unanswered': { json: { groups: [group] } } }),
    reach: async (frame) => {
      await frame.locator('summary').click();
      await press(/^Means the same as/)(frame);
      await frame.getByLabel('Search for what answers it').fill('SEND');
      await frame
        .getByRole('button', { name: /^This one/ })
        .first()
        .waitFor();
    },
    shows: 'Which of these answers it?',
  },
  {
    name: 'no unhelpful answers',
    as: at('unhelpful'),
    calls: answers({ '/api/questions/unhelpful': { json: { answers: [], questions: [] } } }),
    shows: 'No answer was marked as unhelpful',
  },
  {
    name: 'unhelpful answers, of the bot and of a person',
    as: at('unhelpful'),
    calls: answers({
      '/api/questions/unhelpful': {
        json: {
          answers: [{ ...given, sources: [{ id: 'send-national', title: 'National SEND changes' }] }],
          questions: [
            { ...disliked, replies: [{ ...reply, rating: 'dislike', comment: long.slice(0, 200) }] },
          ],
        },
      },
    }),
    reach: (frame) => frame.locator('summary').click(),
    shows: 'I wanted to know who pays',
  },
  {
    name: 'no drafts',
    as: at('drafts'),
    calls: answers(records()),
    shows: 'Nothing waits for a second look',
  },
  {
    name: 'drafts, one of them one’s own, before one is approved',
    as: at('drafts'),
    calls: answers(records(draft, { ...draft, id: 'own', mayPublish: false })),
    reach: press(/^Approve and publish/),
    shows: 'The bot answers with it at once.',
  },
  {
    name: 'answers, one of them to be looked at again',
    as: at('knows'),
    calls: answers(records(draft, due)),
    shows: 'To be looked at again',
  },
  { name: 'no answers', as: at('knows'), calls: answers(records()), shows: 'There is no answer yet' },
  {
    name: 'nothing that matches in the plan',
    as: at('knows?kind=item&search=xyzzy'),
    shows: 'Nothing matches',
  },
  { name: 'the parts of the plan', as: at('knows?kind=item'), shows: 'National SEND changes' },
  { name: 'words and acronyms', as: at('knows?kind=term'), shows: 'ALDCS' },
  { name: 'signposts', as: at('knows?kind=signpost'), shows: 'Add a signpost' },
  {
    name: 'nothing taken away',
    as: at('knows?takenAway=yes'),
    calls: answers(records()),
    shows: 'Nothing was taken away',
  },
  {
    name: 'a part of the plan, to change',
    as: at('knows/item/send-national'),
    shows: 'How would the bot answer?',
  },
  { name: 'a word, to change', as: at('knows/term/aldcs'), shows: 'How would the bot answer?' },
  {
    name: 'a new signpost with nothing written and a link',
    as: at('knows/signpost/_new'),
    reach: press('Add a link', 'Add this signpost'),
    shows: 'Write something here',
  },
  {
    name: 'an answer that is due for review, tried',
    as: at('knows/faq/due'),
    calls: answers({ ...one(due), '/api/content/preview': { json: preview } }),
    reach: press('Try it'),
    shows: 'It answers from',
  },
  {
    name: 'an answer that somebody changed meanwhile',
    as: at('knows/faq/who-pays-for-the-minibus'),
    calls: (() => {
      let asked = 0;
      return (call: Call) => {
        const { pathname } = new URL(call.request().url());
        if (pathname !== `/api/content/faq/${faq.id}`) return answers(one(draft))(call);
        if (call.request().method() === 'PUT')
          return call.fulfill({ status: 409, json: refusal('Somebody has changed it since.') });
        return call.fulfill({ json: { ...draft, change: 7 + asked++ } });
      };
    })(),
    reach: press(/^Save$/),
    shows: 'Somebody has changed it meanwhile',
  },
  {
    name: 'an answer, before it is taken away',
    as: at('knows/faq/who-pays-for-the-minibus'),
    calls: answers(one(draft)),
    reach: press('Take it away'),
    shows: 'The bot stops answering from it at once',
  },
  {
    name: 'an answer that was taken away',
    as: at('knows/faq/who-pays-for-the-minibus'),
    calls: answers({ ...one(draft), [`DELETE /api/content/faq/${faq.id}`]: { json: {} } }),
    reach: async (frame) => {
      await press('Take it away')(frame);
      await frame.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click();
      await frame.getByRole('button', { name: 'Undo', disabled: false }).waitFor();
    },
    shows: 'is taken away. The bot does not answer from it any more.',
  },
  {
    name: 'a change, before it is undone',
    as: at('knows/faq/who-pays-for-the-minibus'),
    calls: answers(one(draft)),
    reach: press(/^Undo what was changed/),
    shows: 'You can undo that as well.',
  },
  { name: 'no such answer', as: at('knows/faq/nothing'), shows: 'We could not find that answer' },
  { name: 'no such kind', as: at('knows/nothing/nothing'), shows: 'We could not find that page' },
  { name: 'no such section of questions', as: at('nothing'), shows: 'We could not find that page' },
  {
    name: 'no access to questions',
    as: { accountId: 'asha', path: '/coordinate/questions' },
    shows: 'You do not have access to this page',
  },
  {
    name: 'no access to what the bot knows',
    as: { accountId: 'asha', path: '/coordinate/questions/knows/item/send-national' },
    shows: 'You do not have access to this page',
  },
  {
    name: 'my questions: none',
    as: { accountId: 'asha', path: '/questions' },
    calls: answers(mine()),
    shows: 'You have not asked anybody yet',
  },
  {
    name: 'my questions in every state, one about to go to a network',
    as: { accountId: 'asha', path: '/questions' },
    calls: answers(
      mine(
        { ...question, mayAsk: { id: 'aldcs', name: 'ALDCS', people: 3 } },
        { ...claimed, id: '1' },
        { ...answered, id: '2' },
        { ...question, id: '3', state: 'closed', closedReason: 'We spoke about it.' },
        disliked,
      ),
    ),
    reach: press('Ask ALDCS as well'),
    shows: 'Your name and this question go to 3 people',
  },
  {
    name: 'my questions: one that was put to my network, about to be answered with nothing',
    as: { accountId: 'asha', path: '/questions' },
    calls: answers({ '/api/questions/mine': { json: { questions: [], forMe: [toNetwork] } } }),
    reach: press(/^Answer ?:/, 'Send answer'),
    shows: 'Write the answer',
  },
  {
    name: 'my questions, before one is taken back',
    as: { accountId: 'asha', path: '/questions' },
    calls: answers(mine(question)),
    reach: press(/^Take it back/),
    shows: 'Nobody answers it then.',
  },
  {
    name: 'Home: an answer that did not help, and a question for the coordinators',
    as: { accountId: 'ben', path: '/home?ask=Who+won+the+cup%3F&ask=What+is+ALDCS%3F' },
    calls: (call) => {
      const { pathname } = new URL(call.request().url());
      if (pathname.endsWith('/rating')) return call.fulfill({ json: {} });
      return answers({ 'POST /api/questions': { json: question }, ...mine() })(call);
    },
    reach: async (frame) => {
      await press('This did not help', 'Ask a coordinator')(frame);
      await frame.getByText('Somebody will answer by').first().waitFor();
    },
    shows: 'What was wrong? (optional)',
  },
];
