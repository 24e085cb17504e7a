import type { Answer } from './contract.ts';

// Questions that people answer, and what the bot knows.

/**
 * POST /api/questions { key, text, givenAnswer?, network? } -> Question: to coordinators, or to those of a network who answer. The same key again is the same question. (use)
 * GET /api/questions/mine -> { questions: Question[]; forMe: Question[] }: one's own, latest first, and those put to networks that one answers for, the longest waiting first (use)
 * GET /api/questions?state=waiting|answered|closed&search= -> { questions: Question[]; total } (answer)
 * GET /api/questions/:id -> Question (its asker, or answer)
 * DELETE /api/questions/:id -> Question: taken back, closed for good (its asker)
 * POST /api/questions/:id/replies/:reply/rating { rating: 'like' | 'dislike', comment? } -> Question: whether an answer helped; what did not is open again (its asker)
 * POST /api/questions/:id/claim, DELETE /api/questions/:id/claim -> Question (answer)
 * POST /api/questions/:id/answer { text, publish?: Publish } -> { question: Question; faq: Faq | null } (answer)
 * POST /api/questions/:id/publish { text, publish: Publish } -> { question: Question; faq: Faq }: of one that was answered, by LIIA or by the network (answer)
 * POST /api/questions/:id/reply { text } -> Question (those of its network who answer)
 * POST /api/questions/:id/close { reason? } -> Question (answer)
 */
export type Question = {
  id: string;
  /** As it was asked with. */
  key: string;
  text: string;
  area: string | null;
  network: { id: string; name: string } | null;
  state: 'open' | 'claimed' | 'answered' | 'closed';
  /** Null where the asker was erased or may not be named to this person. */
  asker: { name: string; organisation: string } | null;
  askedAt: string;
  /** By when the asker was told that somebody answers: YYYY-MM-DD. */
  answerBy: string;
  claimedBy: string | null;
  claimedByMe: boolean;
  /** `rating` and `comment` are the asker's: whether it helped, and what was missing. */
  replies: {
    id: string;
    author: string;
    text: string;
    at: string;
    rating: 'like' | 'dislike' | null;
    comment: string | null;
  }[];
  closedReason: string | null;
  /** What the bot had said. */
  given: GivenAnswer | null;
  /** What personal details the text seems to hold: "a phone number". Shown before it is published. */
  personal: string[];
  /** Id of the answer that the bot learned from it. */
  faq: string | null;
  /** A network whose people may be asked as well, of whom so many answer: POST /api/questions with `network`. Its asker sees it only. */
  mayAsk: { id: string; name: string; people: number } | null;
};

/**
 * What the bot learns. Where question or text seem to hold personal details it is refused ('invalid', the sentence
 * says what was found) unless `confirmed` says that they were looked at.
 */
export type Publish = { question: string; readers: Readers; confirmed?: boolean };

// Who answers for a network: NetworkRow of contract-people.ts has `answers`. PUT and DELETE /api/networks/:id/answers -> { networks } (use; being in it)

/** What the bot said, for coordinators to mend. Without personal details. */
export type GivenAnswer = {
  id: string;
  question: string;
  outcome: Answer['outcome'];
  text: string;
  sources: { id: string; title: string }[];
  at: string;
  rating: 'like' | 'dislike' | null;
  comment: string | null;
};

/**
 * GET /api/questions/unanswered -> { groups: UnansweredGroup[] }: what the bot declined in the last 90 days, most often asked first (answer)
 * GET /api/questions/unhelpful -> { answers: GivenAnswer[]; questions: Question[] }: of the bot, and of people, latest first (answer)
 * POST /api/given-answers/:id/rating { rating: 'like' | 'dislike', comment? } -> 200 {} (use, of one's own answers)
 */
export type UnansweredGroup = { question: string; count: number; latest: string; wordings: string[] };

/** Who may read a record, and be answered from it. */
export type Readers = 'members' | 'library' | 'coordinators';

/** A question that was answered for everybody to come. */
export type Faq = {
  id: string;
  questions: string[];
  answer: string[];
  area?: string;
  author: string;
  answeredOn: string;
  reviewOn: string;
  readers: Readers;
  state: 'draft' | 'live';
};

export type ContentKind = 'item' | 'faq' | 'term' | 'signpost';

/**
 * What the bot answers from, to edit. Faults are a 400 with a sentence for each field. (answer)
 * GET /api/content/:kind?search=&takenAway=yes -> { records: ContentRecord[] }: those whose review is due first, then by title; what was taken away, latest first
 * GET /api/content/:kind/:id -> ContentRecord
 * PUT /api/content/:kind/:id { record, basedOn } -> ContentRecord: `basedOn` is the `change` it was read with; 409 where somebody changed it since
 * POST /api/content/:kind { record } -> ContentRecord, 201: a new faq, term or signpost; its id is made from its words
 * DELETE /api/content/:kind/:id { basedOn } -> 200 {}: it is answered from no more; undo brings it back
 * POST /api/content/:kind/:id/wordings { wordings: string[] } -> ContentRecord: these mean the same as this record
 * POST /api/content/faq/:id/publish { basedOn? } -> ContentRecord: a second coordinator's, where the setting asks for one
 * GET /api/content/:kind/:id/history -> { changes: ContentChange[] }, latest first
 * POST /api/content/:kind/:id/undo { change, basedOn? } -> ContentRecord, null where there was none: as it was before that change
 * POST /api/content/preview { question, readers, record?: { kind, record } } -> Answer: how the bot would answer with this record in place
 */
export type ContentRecord = {
  kind: ContentKind;
  id: string;
  /** What people see of it in lists. */
  title: string;
  /** As schema.ts of domain/content has it. */
  record: Record<string, unknown>;
  /** Number of its latest change; 0 where it was never changed. */
  change: number;
  /** It differs from what came with the files; always so for what coordinators wrote. */
  edited: boolean;
  /** For an faq: its day of review has come. */
  reviewDue: boolean;
  /** For a draft: whether this person may publish it, or somebody else must. */
  mayPublish: boolean;
};

export type ContentChange = {
  id: number;
  at: string;
  /** Null for somebody who was erased. */
  by: string | null;
  did: 'made' | 'changed' | 'published' | 'taken away' | 'undone';
  /** Names of the fields that changed, as a person reads them. */
  fields: string[];
};
