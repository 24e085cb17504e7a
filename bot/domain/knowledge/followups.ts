import { confidence, isSaid } from './decide.ts';
import { type Candidate, rank } from './rank.ts';
import type { Concept, Understanding } from './understand.ts';
import type { View } from './views.ts';

/** What a question turned out to be about, with the questions before it taken into account. */
export type Turn = {
  asked: Understanding;
  candidates: Candidate[];
  /** It asks something more of the very record of the turn before. */
  continues: boolean;
};

const inheritedWeight = 0.6;
/** From here on a question stands by itself, whatever was spoken of before. */
const surelyAlone = 0.75;
const sameRecordBonus = 1.35;
const sameAreaBonus = 1.6;

/**
 * Ranks the answers to a question that may lean on the turn before it.
 * @param before gives that turn; asked only where the question does lean, since most do not
 */
export function takeTurn(view: View, asked: Understanding, before: () => Turn | undefined): Turn {
  const alone: Turn = { asked, candidates: rank(view, asked), continues: false };
  const content = asked.concepts.filter((c) => !c.ordinary);
  const [first] = alone.candidates;
  const leans = hasPronoun(asked) || goesOn(asked);
  // "What about the funding for it" asks something more of the same.
  const shifts =
    isShift(asked) && !/^(?:it|this|that|them|these|those)$/.test(asked.words.at(-1)?.text ?? '');
  const clear =
    content.length === 0
      ? first && first.name > 0.95 && !leans
      : content.some((c) => c.variants.length === 0) ||
        (!shifts && !(leans && content.length < 4) && first && confidence(view, first, asked) > surelyAlone);
  const last = clear && !refersBack(asked) ? undefined : before();
  const topic = last?.candidates[0];
  if (!last || !topic) return alone;
  if (content.length === 0) return onward(together(view, asked, last, true), topic);
  if (shifts) return shifted(view, asked, last);
  if (leans && content.length < 4) return together(view, asked, last, true);
  if (clear) return content.every((c) => isSaid(c, topic)) ? together(view, asked, last, true) : alone;
  const joined = together(view, asked, last, false);
  return joined.candidates[0]?.id === topic.id && content.length < 3 ? joined : alone;
}

/** "What about housing?": a new subject inside the area, and the kind of question, of the turn before. */
function shifted(view: View, asked: Understanding, before: Turn): Turn {
  const topic = before.candidates[0]!;
  // "And the same for the workforce?" keeps what was asked, in another area.
  if (asked.areas.size > 0 && asked.concepts.every((c) => c.ordinary || c.inArea)) {
    const kept = before.asked.concepts.filter((c) => !c.inArea && !c.ordinary);
    if (kept.length > 0) {
      const taken = kept.map((c): Concept => ({ ...c, weight: c.weight * inheritedWeight, inherited: true }));
      const both = { ...asked, intent: before.asked.intent, concepts: [...asked.concepts, ...taken] };
      return { asked: both, candidates: rank(view, both), continues: false };
    }
  }
  const area = topic.passage.area;
  const intent = ['general', 'meaning'].includes(asked.intent) ? before.asked.intent : asked.intent;
  const candidates = rank(view, asked).map((c) =>
    asked.areas.size === 0 && area && c.passage.area === area ? { ...c, score: c.score * sameAreaBonus } : c,
  );
  return {
    asked: { ...asked, intent },
    candidates: candidates.sort((a, b) => b.score - a.score),
    continues: false,
  };
}

/** A turn that says nothing of its own goes on with the record of the turn before, whatever its small words are in. */
function onward(turn: Turn, topic: Candidate): Turn {
  const same = turn.candidates.find((c) => c.id === topic.id);
  if (!same) return turn;
  return { ...turn, candidates: [same, ...turn.candidates.filter((c) => c !== same)], continues: true };
}

/** "Who leads on it?": the subject of the turn before, asked something new. */
function together(view: View, asked: Understanding, before: Turn, keepRecord: boolean): Turn {
  const topic = before.candidates[0]!;
  const taken = before.asked.concepts.map(
    (c): Concept => ({ ...c, weight: c.weight * inheritedWeight, inherited: true }),
  );
  const both = {
    ...asked,
    concepts: [...asked.concepts, ...taken],
    areas: asked.areas.size ? asked.areas : before.asked.areas,
  };
  const candidates = rank(view, both).map((c) =>
    keepRecord && c.id === topic.id ? { ...c, score: c.score * sameRecordBonus } : c,
  );
  candidates.sort((a, b) => b.score - a.score);
  return { asked: both, candidates, continues: candidates[0]?.id === topic.id };
}

const isShift = ({ words }: Understanding): boolean => {
  const start = words
    .slice(0, 5)
    .map((w) => w.text)
    .join(' ');
  return (
    /^(?:and |so |ok |but )?(?:what|how) (?:about|of)\b/.test(start) ||
    /^(?:and|also|(?:ok |so |and |but )*(?:the )?same (?:for|question|again|thing))\b/.test(start)
  );
};

const pronouns = new Set('it its this that they them their these those he she one ones there'.split(' '));
const times = new Set('year month week time plan'.split(' '));

/** "Have dates been set for the workshops": those of what was spoken of before, if it has any. */
const refersBack = ({ words, concepts }: Understanding): boolean => {
  const telling = concepts.filter((c) => !c.ordinary);
  return (
    telling.length === 1 &&
    words.some(({ stem }, at) => telling[0]!.stems[0] === stem && words[at - 1]?.text === 'the')
  );
};

/** "So when do councils have to be ready?" */
const goesOn = ({ words }: Understanding): boolean =>
  /^(?:so|then|but)$/.test(words[0]?.text ?? '') ||
  /^(?:is|are|do|does|did|will|would|was|were) the same\b/.test(
    words
      .slice(0, 3)
      .map((w) => w.text)
      .join(' '),
  );

/** Whether something in the question stands for what was spoken of before. */
const hasPronoun = ({ words }: Understanding): boolean =>
  words.some(
    (word, at) =>
      pronouns.has(word.text) &&
      !times.has(words[at + 1]?.text ?? '') &&
      !(word.text === 'there' && /^(?:is|are|was|were|be|will)$/.test(words[at - 1]?.text ?? '')) &&
      !(
        word.text === 'that' &&
        at > 0 &&
        words[at + 1] !== undefined &&
        // "Does that apply", but not "the plan that applies".
        !(
          at < 3 &&
          /^(?:is|are|was|were|will|would|do|does|did|can|could|has|have|should)$/.test(words[at - 1]!.text)
        ) &&
        !/^(?:on|for|of|about|in|with|to)$/.test(words[at - 1]!.text) &&
        at < words.length - 2
      ),
  );
