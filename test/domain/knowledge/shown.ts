import type { Content } from '../../../bot/domain/content/schema.ts';
import type { Answer } from '../../../bot/domain/knowledge/answers.ts';
import { eventInWords } from '../../../bot/domain/knowledge/compose.ts';
import { phrases } from '../../../bot/domain/knowledge/phrases.ts';

/**
 * The parts of an answer's text that are neither of the records that it cites nor fixed phrases. A cited
 * item stands for its area, its events, and the networks and organisations that it names.
 */
export function strangeSentences(content: Content, answer: Answer): string[] {
  const cited = new Set(answer.sources.map((s) => s.id));
  const items = content.items.filter((i) => cited.has(i.id));
  const areas = new Set(items.map((i) => i.area));
  const events = content.events.filter((e) => cited.has(e.id) || (e.item && cited.has(e.item)));
  const allowed = [
    ...Object.values(phrases).filter((phrase) => typeof phrase === 'string'),
    ...items.flatMap((i) => [
      ...i.summary,
      ...i.actions,
      ...i.reasons,
      ...i.figures,
      i.lead ?? '',
      i.caution ?? '',
    ]),
    ...content.areas.filter((a) => areas.has(a.id)).map((a) => a.summary),
    ...events.flatMap((e) => [
      ...eventInWords(e, '1000-01-01'),
      e.caution ?? '',
      e.venue ? `${e.venue}.` : '',
    ]),
    ...content.terms.map((t) => phrases.means(t.term, t.meaning)),
    ...content.networks.flatMap((n) => [...n.about, `- ${n.name}`]),
    ...content.organisations.flatMap((o) => [...o.about, `- ${o.name}`]),
    ...answer.choices.map((c) => `- ${c.title}`),
    `${phrases.authorities} ${authorities(content)}.`,
  ]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  return answer.text
    .split('\n')
    .filter((line) => !/^Source: /.test(line))
    .map((line) => allowed.reduce((rest, sentence) => rest.replaceAll(sentence, ''), line).replace(/^- /, ''))
    .map((rest) => rest.trim())
    .filter((rest) => rest !== '' && rest !== '-');
}

const authorities = (content: Content): string =>
  content.organisations
    .filter((o) => o.kind === 'authority')
    .map((o) => o.name)
    .join(', ');
