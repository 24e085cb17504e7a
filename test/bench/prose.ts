import {
  type Area,
  areaSchema,
  type Content,
  type Faq,
  faqSchema,
  type Item,
  itemSchema,
} from '../../bot/domain/content/schema.ts';
import { generator } from '../soak/process.ts';

/**
 * What else a council writes about: streets, parks, buildings, markets. It shares the everyday words of the plan
 * (review, data, partners, workshops, boroughs) and none of its subjects.
 */
const subjects: [area: string, subject: string, thing: string, trouble: string][] = `
streets | street lighting | lamp columns | a lamp that stays dark
streets | winter gritting | salt bins | an icy pavement
streets | road resurfacing | carriageways | a pothole
streets | bridge inspection | footbridges | a loose handrail
streets | cycle lanes | cycle stands | a blocked cycle lane
streets | street naming and numbering | nameplates | a missing nameplate
streets | gully cleansing | drains | a flooded gully
streets | traffic signals | crossings | a signal out of order
streets | kerbside loading | loading bays | a misused bay
streets | skip licences | skips | a skip without lights
streets | graffiti removal | painted walls | fresh graffiti
streets | fly-tipping | dumped mattresses | rubbish left on a verge
streets | food waste collection | caddies | a missed caddy
streets | glass recycling | bottle banks | an overflowing bottle bank
streets | garden waste | brown bins | a bin that was not emptied
streets | scaffolding permits | scaffolds | a scaffold over a footway
parks | allotments | plots | an overgrown plot
parks | tree surveys | plane trees | a fallen branch
parks | playing pitches | goalposts | a waterlogged pitch
parks | meadow mowing | wild flowers | long grass by a path
parks | pond restoration | reed beds | algae on a pond
parks | bandstand concerts | bandstands | loud amplifiers
parks | dog walking areas | dog bins | a broken gate
parks | park cafes | kiosks | a closed kiosk
parks | tennis courts | nets | a torn net
parks | beekeeping on rooftops | hives | a swarm of bees
parks | hedgehog corridors | hedgerows | a cut hedge
parks | drinking fountains | fountains | a dry fountain
parks | river walks | towpaths | a slippery towpath
parks | woodland coppicing | hazel stands | a felled trunk
parks | cemetery grounds | headstones | a leaning headstone
parks | crematorium bookings | chapels | a chapel double booked
buildings | listed buildings | sash windows | a painted brick front
buildings | conservation areas | shopfronts | a plastic shop sign
buildings | building control | loft conversions | a wall without foundations
buildings | planning enforcement | outbuildings | a shed built too high
buildings | land charges | searches | a late search
buildings | lift maintenance | lifts | a stuck lift
buildings | boiler replacement | plant rooms | a cold committee room
buildings | solar panels | roof arrays | a shaded panel
buildings | depot security | roller shutters | a jammed shutter
buildings | asbestos registers | ceiling tiles | a cracked tile
buildings | town hall hire | ballrooms | a cancelled booking
buildings | public conveniences | cubicles | a blocked basin
buildings | archive storage | parchment rolls | damp in a strongroom
buildings | museum cataloguing | pottery shards | a mislabelled cabinet
buildings | clock towers | clock faces | a clock that runs late
buildings | war memorials | inscriptions | a worn inscription
trade | street markets | stalls | a stall left standing
trade | weights and measures | weighing scales | a short measure
trade | food hygiene ratings | kitchens | a mouldy fridge
trade | pavement seating | tables | chairs across a footway
trade | business rates | valuations | a wrong valuation
trade | taxi ranks | taxi plates | an unlicensed cab
trade | pest control | bait boxes | rats near a bakery
trade | noise complaints | sound meters | drilling at night
trade | fireworks storage | stockrooms | an unlocked stockroom
trade | filming permits | film crews | cables over a kerb
trade | Christmas lights | garlands | a garland hanging low
trade | petrol station inspection | pumps | a leaking pump
trade | tattoo studio registration | studios | an unregistered studio
trade | scrap dealers | yards | a smoking yard
civic | electoral registers | polling stations | a poll card sent twice
civic | ceremonial regalia | chains and robes | a torn robe
civic | citizenship ceremonies | ceremony rooms | a late certificate
civic | freedom of information | disclosure logs | a request without reply
civic | vehicle fleets | dustcarts | a dustcart off the road
civic | telephone switchboards | switchboards | a dropped call
civic | print rooms | plotters | a smudged poster
civic | insurance claims | claim files | a lost claim file
civic | invoice scanning | purchase ledgers | an invoice paid twice
civic | flood wardens | sandbags | a sandbag store left empty
civic | twin towns | delegations | a postponed visit
civic | coats of arms | heraldry | a faded crest
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | ') as [string, string, string, string]);

const starts =
  'Ash Brom Cold Dun Elder Fen Gorse Hal Iver Kings Lark March Nether Oaken Pens Quar Rush Stan Thorn Under Wex Yar Alder Birch Cran Dove East Ferry Glan Hazel Ings Kelm Long Mill North Orch Pike Raven Sedge Tarn Upper Vale West Wren'.split(
    ' ',
  );
const ends =
  'bourne combe croft dale den field fleet ford garth ham hithe holm hurst ley mere minster moor port ridge shaw stead stoke thorpe ton wade wick worth'.split(
    ' ',
  );
const kinds = 'Road, Lane, Green, Rise, Terrace, Gardens, Wharf, Yard, Common, Parade'.split(', ');
const teams =
  'the depot team, ward councillors, our contractors, neighbouring boroughs, residents, volunteers, surveyors, the licensing panel, the works department, local traders'.split(
    ', ',
  );
const months =
  'January, February, March, April, May, June, July, August, September, October, November, December'.split(
    ', ',
  );
const summaries = [
  'This programme looks after {subject} around {place}, with {team}.',
  'It sets out how {thing} are kept in good order from {place} to {other}.',
  'The strategy for {subject} covers {thing} in {place} and was agreed with {team}.',
  '{Subject} in {place} is a shared service of two boroughs.',
  'A network of officers meets about {subject} at {place}.',
];
const actions = [
  'Review the data on {thing} every quarter and share it with {team}.',
  'Hold {number} workshops at {place} to learn from what works.',
  'Develop a framework for {subject} and a business case for {other}.',
  'Pilot new {thing} in {place} and evaluate them after {number} months.',
  'Publish a dashboard of {thing} with figures for each ward.',
  'Train staff and {team} in the new protocol for {subject}.',
  'Work with partners on a joint approach between {place} and {other}.',
  'Recruit {number} inspectors who know {thing} well.',
  'Seek alternative funding for {thing} from {team}.',
  'Support {team} where there is {trouble}.',
];
const reasons = [
  'To improve outcomes for residents of {place} and get better value for money.',
  'So that {trouble} is put right sooner.',
  'Because {thing} cost less when boroughs plan together.',
  'To reduce pressure on budgets and make {subject} more consistent.',
];
const figures = [
  'There are {number} {thing} in {place}.',
  'The contract for {subject} runs until {month} 2031.',
  'In {month} the team dealt with {number} reports of {trouble}.',
];
const asked = [
  'How do I report {trouble} in {place}?',
  'Who looks after {thing} at {place}?',
  'What is the plan for {subject} near {place}?',
  'When will {subject} reach {place}?',
];
const answers = [
  'Tell {team} about {trouble}: they visit {place} within {number} days.',
  '{Subject} in {place} is looked after by {team}, who keep a list of {thing}.',
  'Work on {thing} starts in {month} and moves from {place} to {other}.',
];

const areaNames = {
  streets: 'Streets and waste',
  parks: 'Parks and cemeteries',
  buildings: 'Buildings and archives',
  trade: 'Trade and licensing',
  civic: 'Civic duties',
};

/** The content with so many records about other things: half as items, in areas of their own, half as answers that people gave. */
export function among(content: Content, count: number, seed: number): Content {
  const random = generator(seed);
  const source = content.areas[0]!.source;
  const areas = Object.entries(areaNames).map(
    ([id, name]): Area =>
      areaSchema.parse({
        id: `other-${id}`,
        name,
        summary: `What the council does about ${name.toLowerCase()}.`,
        priority: false,
        colour: 'steel',
        icon: 'info',
        source,
      }),
  );
  const items: Item[] = [];
  const faqs: Faq[] = [];
  for (let n = 0; n < count; n++) {
    const { area, write, some } = scene(random);
    const id = `other-${n}`;
    if (n % 2 === 0)
      items.push(
        itemSchema.parse({
          id,
          area: `other-${area}`,
          title: write(['{Subject} in {place}', '{place}: {thing}', 'Review of {subject}, {place}']),
          aliases: [write(['{thing} at {place}', '{subject} {place}', '{trouble} in {place}'])],
          summary: some(summaries, 2),
          actions: some(actions, 4),
          reasons: some(reasons, 1),
          figures: some(figures, 1),
          source,
        }),
      );
    else
      faqs.push(
        faqSchema.parse({
          id,
          questions: some(asked, 2),
          answer: [some(answers, 2).join(' '), some(reasons, 1)[0]],
          area: `other-${area}`,
          author: 'Duty officer',
          answeredOn: '2025-10-01',
          reviewOn: '2026-10-01',
          state: 'live',
        }),
      );
  }
  return {
    ...content,
    areas: [...content.areas, ...areas],
    items: [...content.items, ...items],
    faqs: [...content.faqs, ...faqs],
  };
}

/** A subject at a place, and what writes sentences of it. */
function scene(random: () => number) {
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)]!;
  const place = () => `${pick(starts)}${pick(ends)} ${pick(kinds)}`;
  const [area, subject, thing, trouble] = pick(subjects);
  const words: Record<string, () => string> = {
    subject: () => subject,
    Subject: () => subject[0]!.toUpperCase() + subject.slice(1),
    thing: () => thing,
    trouble: () => trouble,
    team: () => pick(teams),
    other: place,
    number: () => String(2 + Math.floor(random() * 97)),
    month: () => pick(months),
  };
  const here = place();
  words.place = () => here;
  const fill = (template: string) => {
    const text = template.replace(/\{(\w+)\}/g, (_, name: string) => words[name]!());
    return text[0]!.toUpperCase() + text.slice(1);
  };
  const some = (templates: string[], count: number): string[] => {
    const rest = [...templates];
    return Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]!).map(
      fill,
    );
  };
  return { area, write: (templates: string[]) => fill(pick(templates)), some };
}
