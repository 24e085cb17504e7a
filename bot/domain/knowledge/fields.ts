import type { Content, ContentEvent, Faq, Item, Readers } from '../content/schema.ts';

/** What is answered from: an item, an event, or a question that somebody answered. */
export type Recorded = { item?: Item; event?: ContentEvent; faq?: Faq; area: string; readers: Readers };

/** A part of a record: its texts, and how much a word in it counts. */
export type Field = {
  texts: string[];
  weight: number;
  /** It says what the record is about, rather than something of it. */
  strong: boolean;
  /**
   * How many words such a part has as a rule: a word among more counts less. Fixed, so that nobody can tell from
   * the order of answers what records there are that they may not see, and one record changes no other.
   */
  usual: number;
};

/** The records with their parts, the first two of which are its names: the title, and what else it is called. */
export function* fieldsOf(content: Content): Generator<Recorded & { fields: Field[] }> {
  const areas = new Map(content.areas.map((a) => [a.id, a]));
  const networks = new Map(content.networks.map((n) => [n.id, n.name]));
  const organisations = new Map(content.organisations.map((o) => [o.id, o.name]));
  const items = new Map(content.items.map((i) => [i.id, i]));
  const eventsOf = Map.groupBy(content.events, (e) => e.item);
  const areaFields = (id: string | undefined): Field[] => {
    const area = id === undefined ? undefined : areas.get(id);
    if (!area) return [];
    return [
      { texts: [area.name], weight: 1, strong: true, usual: 2 },
      { texts: area.aliases, weight: 0.4, strong: false, usual: 15 },
    ];
  };
  for (const item of content.items) {
    const named = [
      ...item.networks.map((id) => networks.get(id) ?? ''),
      ...item.partners.map((id) => organisations.get(id) ?? ''),
    ];
    // Events are open to members: what somebody may not see of them adds nothing to a record that they may.
    const events =
      item.readers === 'members'
        ? (eventsOf.get(item.id) ?? []).flatMap((e) => [e.title, ...e.aliases, e.summary])
        : [];
    yield {
      item,
      area: item.area,
      readers: item.readers,
      fields: [
        { texts: [item.title], weight: 4, strong: true, usual: 5 },
        { texts: item.aliases, weight: 2.5, strong: true, usual: 90 },
        { texts: item.summary, weight: 1.6, strong: true, usual: 30 },
        { texts: item.actions, weight: 1.2, strong: false, usual: 50 },
        { texts: item.reasons, weight: 0.8, strong: false, usual: 25 },
        { texts: [...item.figures, item.lead ?? ''], weight: 1, strong: false, usual: 10 },
        { texts: events, weight: 1, strong: false, usual: 20 },
        { texts: [...named, item.caution ?? ''], weight: 0.5, strong: false, usual: 15 },
        ...areaFields(item.area),
      ],
    };
  }
  for (const event of content.events)
    yield {
      event,
      item: event.item === undefined ? undefined : items.get(event.item),
      area: event.area,
      readers: 'members',
      fields: [
        { texts: [event.title], weight: 4, strong: true, usual: 5 },
        { texts: event.aliases, weight: 2.5, strong: true, usual: 20 },
        { texts: [event.summary], weight: 1.5, strong: true, usual: 20 },
        {
          texts: [...event.description, event.venue ?? '', event.audience ?? ''],
          weight: 1,
          strong: false,
          usual: 30,
        },
        ...areaFields(event.area),
      ],
    };
  for (const faq of content.faqs) {
    if (faq.state !== 'live') continue;
    yield {
      faq,
      area: faq.area ?? '',
      readers: faq.readers,
      fields: [
        { texts: faq.questions.slice(0, 1), weight: 4, strong: true, usual: 6 },
        { texts: faq.questions.slice(1), weight: 2.5, strong: true, usual: 20 },
        { texts: faq.answer, weight: 1.6, strong: true, usual: 40 },
        ...areaFields(faq.area),
      ],
    };
  }
}
