/** A message taken apart: what it asks, and what it tells of that around it. `bare` is both, without greetings and thanks. */
export type Framed = { asks: string; around: string; bare: string };

const greeting =
  /^(?:hi+ya|hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon|evening)\b(?: (?:all|both|team|there|colleagues?|folks|everyone|everybody|sir|madam))?[ ,!.:–-]*/i;
const purpose =
  /,? ?\b(?:(?:it|this) is |it's |its )?(?:needed |just )?for (?:a|an|my|our|the|tomorrow's|next week's) (?:\w+ ){0,2}?(?:paper|report|briefing|presentation|submission|slides?|deck|newsletter|induction|new starter)\b(?: in \w+)?,?/gi;
const thanks =
  /[ ,.–-]*\b(?:many thanks|thanks|thank you|ta|cheers|please|pls)(?: in advance| very much)?[ .!]*$/i;
/** Where a part ends: at a sentence, a dash, "social worker here, ..." and "..., I need it for the minutes". */
const seams =
  /(?<=[.!?])\s+|(?<=\bhere),\s+|\s[–-]\s|,\s+(?=(?:(?:i|we) (?:have|need|want|am|are)|(?:i'm|we're|i've|we've)|need (?:it|this|them|the))\b)/i;
const asking =
  /\?$|^(?:and |so |but |ok )?(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|any|anything|tell|list|explain|give|show|describe|name|summari[sz]e|remind)\b/i;
/** Who is asking, and what they do with the answer. */
const introduction =
  /\bhere$|^(?:(?:i|we) (?:am|are|have|need|want)|i'?m|we'?re|i've|we've|this is|my name|need)\b|^(?:as )?(?:new|first)\b/i;

/** Where no part of a message asks, or it has one part only, all of it asks. */
export function framed(text: string): Framed {
  const bare = text.replace(greeting, '').replace(thanks, '').replace(purpose, ' ').trim() || text;
  const parts = bare.split(seams).filter(Boolean);
  const asks = parts.filter((part) => asking.test(part));
  if (parts.length < 2 || asks.length === 0) return { asks: bare, around: '', bare };
  const around = parts.filter((part) => !asks.includes(part) && !introduction.test(part));
  return { asks: asks.join(' '), around: around.join(' '), bare };
}
