/** A message taken apart: what it asks, and what it tells of that around it. `bare` is both, without greetings and thanks. */
export type Framed = { asks: string; around: string; bare: string };

const greeting =
  /^(?:hi+ya|hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon|evening)\b(?: (?:all|both|team|there|colleagues?|folks|everyone|everybody|sir|madam))?[ ,!.:–-]*/i;
const purpose =
  /,? ?\b(?:(?:it|this) is |it's |its )?(?:needed |just )?for (?:a|an|my|our|the|tomorrow's|next week's) (?:\w+ ){0,2}?(?:paper|report|briefing|presentation|submission|slides?|deck|newsletter|induction|new starter)\b(?: in \w+)?,?/gi;
const source =
  / (?:in|from) (?:your|the) (?:papers?|documents?|files?)(?=\?|$)| in (?:your|the|this) (?:annual )?plan(?= (?:about|on|for|to help)\b)/i;
const thanks =
  /[ ,.–-]*\b(?:many thanks|thanks|thank you|ta|cheers|please|pls)(?: in advance| very much)?[ .!]*$/i;
/** What people say while they think: it is about nothing. */
const chatter =
  /,? \b(?:i mean|in general|generally speaking|by the way|btw|to be honest|tbh|if that makes sense|as it were|at the end of the day|if you know|if you can)\b,?|\b(?:quick (?:one|question)|daft question|silly question|just wondering|just curious|out of interest|out of curiosity)\b[ ,:–-]*/gi;
/** How long it should be says nothing of what it should be about. */
const length =
  /\b(?:an?|the) (?:quick |brief |short )?(?:\w+[ -](?:line|minute|sentence|page|word|paragraph)s?|quick|brief|short|basic|potted|simple) (?:intro|introduction|summary|explanation|explainer|description|overview|version|outline|rundown|account|guide)(?: (?:to|of|on|about|for))?\b/gi;
/** "..., what's in hand?" asks for all there is about what was said before it. */
const further =
  /(?:,|:| [–-]) (?:the )?(?:whole|full|entire) (?:offer|picture|story|lot|range)(?=[?. ]*$)|[ ,.–-]+(?:so |and )?what(?:'?s| is| are)?(?: (?:we|you|they|london|liia|boroughs|anyone))? (?:the (?:\w+ )?(?:picture|position|story|latest|offer|plan|state of play)|being done|in hand|happening|going on|doing|planned|in place|available|on offer|out there|there)(?: (?:about|for|on|with) (?:it|this|that|them|us))?(?=[?. ]*$)/i;
/** Where a part ends: at a sentence, a dash, "social worker here, ..." and "..., I need it for the minutes". */
const seams =
  /(?<=[.!?:])\s+|(?<=\bhere),\s+|\s[–-]\s|,\s+(?=(?:(?:i|we) (?:have|need|want|am|are)|(?:i'm|we're|i've|we've)|need (?:it|this|them|the))\b)/i;
const asking =
  /\?$|^(?:and |so |but |ok )?(?:what|which|who|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|any|anything|tell|list|explain|give|show|describe|name|summari[sz]e|remind)\b/i;
/** Who is asking, and what they do with the answer. */
const introduction =
  /\bhere$|^(?:(?:i|we) (?:am|are|have|need|want)|i'?m|we'?re|i've|we've|this is|my name|need)\b|^(?:as )?(?:new|first)\b/i;
/** "I've just joined as head of leaving care": who starts somewhere asks of what they start with. */
const newcomer =
  /^(?:i've|i have|i'm|i am|i|we've|we have|we're) (?:just |only |recently |newly )*(?:joined|started|starting|taken over|taken on|been appointed|been made|become|moved|inherited)(?: (?:as|to|into|in|on|at|over|from))*(?: (?:the|a|an|our|my))*(?: (?:borough|council|team|department|authority|organisation|liia)(?: in london)?)?(?: as (?:an? |the )?)?(?: ?(?:new |interim |acting |assistant |deputy |service |team )*(?:director|head|manager|officer|lead|commissioner)\b(?: (?:of|for|on|in))?)?(?: (?:new )?(?:head|lead|manager|director|officer|service manager|head of service|team manager|commissioner) (?:of|for|on|in))? */i;
const hurry =
  /^i(?:'ve| have)(?: only| just| got)* (?:(?:a|an|\w+) )?(?:couple of |few )?(?:minutes?|mins?|hours?|seconds?)\b[^:,.–-]*[:,.–-]+ /i;
/** "I'm presenting to scrutiny on care leavers": what is asked is about what they speak of. */
const speaker =
  /^(?:i'm|i am|we're|we are|i have to|i need to|we need to|i've got to|i've been asked to|i'll be) (?:present|report|speak|talk|writ|prepar|brief)(?:e|ing)?\b(?:(?! (?:on|about)\b)[ \w']){0,40} (?:on|about) /i;
/** Where they have a word from: "someone mentioned MACE in a meeting". */
const hearsay =
  /\b(?:i|we)(?:'ve| have)? (?:just |keep |kept |also )*(?:heard?|hearing|came across|come across|coming across)(?: (?:people|someone|somebody|colleagues))?(?: (?:talk|talking|mention|mentioning|say|saying))?(?: (?:about|of|that))?\b|\b(?:someone|somebody|my (?:manager|boss|director|colleague)|a colleague|colleagues|people|everyone) (?:just |has |have |keeps? )*(?:mention(?:ed|s|ing)?|used|talk(?:ed|s|ing)? about|told (?:me|us) about|refer(?:red|s|ring)? to|throwing around)\b|\b(?:came|comes|keeps? (?:coming|popping)) up\b|\bin a meeting\b/gi;
const letters =
  /\bwhat (?:do|does|are) (?:the|these|those|its) (?:letters|initials|acronym|abbreviation)(?: mean| stand for| short for)?/i;
/** A subject that is put first: "EY and SEND: who is the learning shared with". */
const mostInLabel = 5;
const dashed = /^((?:[^\s,.:?!–-]+ ){0,3}[^\s,.:?!–-]+) [–-] /;
const isLabel = (part: string): boolean =>
  /:$/.test(part) &&
  part.split(/\s+/).length <= mostInLabel &&
  !asking.test(part) &&
  !introduction.test(part);

/** What stands for something said before: "this", but not "this year". */
export const leaning =
  /\b(?:it|these|those|they|them|their|(?:this|that)(?! (?:year|month|week|time|plan)))\b/i;

/** Where no part of a message asks, or it has one part only, all of it asks. */
export function framed(text: string): Framed {
  const told = [
    greeting,
    hurry,
    newcomer,
    speaker,
    hearsay,
    thanks,
    purpose,
    source,
    length,
    chatter,
    further,
  ].reduce(
    (rest, said) => rest.replace(said, ' ').trim() || rest,
    text.trim().replace(letters, 'what does it stand for'),
  );
  const bare = told || text;
  const parts = bare.replace(dashed, '$1: ').split(seams).filter(Boolean);
  const asks = parts.filter((part) => asking.test(part) || isLabel(part));
  if (parts.length < 2 || !asks.some((part) => asking.test(part))) return { asks: bare, around: '', bare };
  const leans = asks.some((part) => leaning.test(part));
  const around = parts.filter((part) => !asks.includes(part) && (leans || !introduction.test(part)));
  return { asks: asks.join(' '), around: around.join(' '), bare };
}
