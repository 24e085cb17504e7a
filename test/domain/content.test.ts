import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentError, readContentFiles, readDemoFile } from '../../bot/domain/content/files.ts';

const shipped = join(import.meta.dirname, '../../bot/content');

const titles: Record<string, Record<string, string>> = {
  'Core activities and enablers': {
    'core-national-reform': 'Influencing and embedding national social care reform',
    'core-sustainability': 'LIIA sustainability and ALDCS agreed priorities and imperatives',
    'core-anti-racism': 'Baking-in anti-racism and disproportionality across all priority areas',
    'core-data': 'Making data speak for London',
    'core-improvement': 'Sector led improvement, Practice Spotlight, peer challenge and review',
    'core-networks': 'Networks, boards, partnerships and supporting health integration',
  },
  'Adolescent safeguarding': {
    'as-sail': 'Safeguarding Adolescents in London (SAIL) practice handbook',
    'as-education': 'Adolescent safeguarding in education: inclusion',
    'as-mace': 'MACE operating protocol review',
    'as-your-choice': 'Your Choice',
    'as-vess': 'Violence and Exploitation Support Service (VESS)',
    'as-criminalisation': 'Reducing criminalisation of children in care and care leavers protocol',
    'as-policy-workshops': 'Policy workshops',
    'as-data': 'Data and intelligence',
  },
  'Resources and commissioning': {
    'rc-rcc': 'Regional Care Co-operative',
    'rc-secure-home': "Pan-London secure children's home and PLV",
    'rc-pathfinder': 'London Accommodation Pathfinder',
    'rc-asd-semh': 'Improve outcomes for children with ASD/SEMH',
    'rc-funding': 'Seeking alternative funding models',
    'rc-new-provision': 'Planning for new provision',
    'rc-data': 'Data and intelligence',
    'rc-health': 'Joint commissioning with health',
    'rc-market': 'Market sufficiency',
  },
  SEND: {
    'send-national': 'National SEND changes',
    'send-leadership': 'London SEND Leadership Programme and networks',
    'send-data': 'Data and inspection insights',
    'send-finance': 'Finance',
    'send-workforce': 'SEND workforce',
    'send-commissioning': 'Commissioning ASD SEMH',
    'send-transition': 'Transition',
    'send-early-years': 'Early years and early identification',
    'send-transport': 'Transport',
    'send-inclusion': 'Inclusion and alternative provision',
    'send-ete': 'Education, training and employment',
  },
  'Care leaving': {
    'cl-health': 'Health',
    'cl-ete': 'Education, training and employment',
    'cl-housing': 'Housing',
    'cl-relationships': 'Relationships',
    'cl-criminal-justice': 'Criminal justice',
    'cl-immigration': 'Immigration',
    'cl-influence': 'Wider influence and stakeholder engagement',
    'cl-anti-racism': 'Anti-racism and disproportionality',
  },
  Workforce: {
    'wf-reform': 'National reforms and impact on the workforce',
    'wf-supply': 'Recruitment, attraction and supply',
    'wf-data': 'Disproportionality, workforce research, data and intelligence',
  },
  'About LIIA': {
    'about-liia': 'What LIIA is, who hosts it and what it exists to do',
    'about-how':
      'How LIIA supports improvement (enquiry, data, evidence, peer review, leadership, standards)',
    'about-plan': 'The 2025-26 plan: purpose, core activities and priority areas',
    'about-beliefs': "What LIIA believes about good children's services",
    'about-mou': 'The memorandum of understanding',
    'about-access': 'Access to member areas and the Data Sharing Protocol',
    'about-sign-in': 'Problems signing in',
    'about-contact': 'Comments and suggestions',
    'about-partners': 'Partners: ADCS, DfE, LGA, Solace, London Councils',
    'about-riia': 'Regional improvement and innovation alliances',
    'about-lockdown': "Learning from Lockdown report and the ALDCS chair's blog",
    'about-audience': 'Who the service is for',
    'about-yef': 'Youth Endowment Fund consultation',
  },
};

/** ONS codes of London's authorities, E09000001 first, and the integrated care system of each in 2025-26. */
const authorities = `
  City of London: North East London, Barking and Dagenham: North East London, Barnet: North Central London,
  Bexley: South East London, Brent: North West London, Bromley: South East London,
  Camden: North Central London, Croydon: South West London, Ealing: North West London,
  Enfield: North Central London, Greenwich: South East London, Hackney: North East London,
  Hammersmith and Fulham: North West London, Haringey: North Central London, Harrow: North West London,
  Havering: North East London, Hillingdon: North West London, Hounslow: North West London,
  Islington: North Central London, Kensington and Chelsea: North West London,
  Kingston upon Thames: South West London, Lambeth: South East London, Lewisham: South East London,
  Merton: South West London, Newham: North East London, Redbridge: North East London,
  Richmond upon Thames: South West London, Southwark: South East London, Sutton: South West London,
  Tower Hamlets: North East London, Waltham Forest: North East London, Wandsworth: South West London,
  Westminster: North West London`
  .split(',')
  .map((line, n) => {
    const [name, careSystem] = line.trim().split(': ');
    return { gss: `E09${String(n + 1).padStart(6, '0')}`, name, careSystem };
  });

describe('the content that ships', () => {
  const content = readContentFiles(shipped);
  const item = (id: string) => content.items.find((each) => each.id === id)!;

  it('has the 58 items, each with its title and in its area', () => {
    const expected = Object.entries(titles).flatMap(([area, items]) =>
      Object.entries(items).map(([id, title]) => ({ id, area, title })),
    );
    const nameOf = new Map(content.areas.map((area) => [area.id, area.name]));
    const found = content.items.map(({ id, area, title }) => ({ id, area: nameOf.get(area), title }));
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    assert.equal(expected.length, 58);
    assert.deepEqual(found.sort(byId), expected.sort(byId));
  });

  it('has five priority areas, and no two areas share a colour or an icon', () => {
    assert.deepEqual(
      content.areas.filter((area) => area.priority).map((area) => area.name),
      ['Adolescent safeguarding', 'Resources and commissioning', 'SEND', 'Care leaving', 'Workforce'],
    );
    assert.equal(new Set(content.areas.map((area) => area.colour)).size, content.areas.length);
    assert.equal(new Set(content.areas.map((area) => area.icon)).size, content.areas.length);
  });

  it('has the 33 London authorities with their ONS codes and care systems, all signed', () => {
    const found = content.organisations.filter((each) => each.kind === 'authority');
    assert.deepEqual(
      found.map(({ gss, name, careSystem }) => ({ gss, name, careSystem })),
      authorities,
    );
    assert.ok(found.every((each) => each.signed));
  });

  it('dates an event only where the documents do, and offers no places', () => {
    const dated = content.events.filter((event) => event.date);
    assert.deepEqual(
      dated.map(({ id, date, starts, ends }) => ({ id, date, starts, ends })),
      [
        { id: 'london-send-summit-2025', date: '2025-12-04', starts: undefined, ends: undefined },
        { id: 'yef-consultation-2020', date: '2020-11-12', starts: '14:00', ends: '15:30' },
      ],
    );
    assert.equal(content.events.filter((event) => event.item === 'rc-market').length, 4);
    assert.ok(content.events.every((event) => event.places === undefined));
  });

  it('names a leader only for the five items where the plan does', () => {
    assert.deepEqual(
      content.items.filter((each) => each.lead).map((each) => each.id),
      ['cl-health', 'cl-ete', 'cl-housing', 'cl-relationships', 'cl-criminal-justice'],
    );
  });

  it('cautions where the documents are old, open or say one thing twice', () => {
    const cautions: [string, RegExp][] = [
      ['core-national-reform', /exchanged/],
      ['core-sustainability', /exchanged/],
      ['core-networks', /left out/],
      ['rc-data', /repeat/],
      ['rc-secure-home', /not decided/],
      ['send-data', /aim .* not a result/],
      ['send-national', /without a year/],
      ['send-workforce', /two Big Listens/],
      ['wf-data', /two Big Listens/],
      ['wf-reform', /no date/],
      ['core-anti-racism', /may be the same/],
      ['cl-criminal-justice', /adolescent safeguarding/],
      ['about-mou', /2018-20/],
      ['about-yef', /has passed/],
    ];
    for (const [id, words] of cautions) assert.match(item(id).caution ?? '', words, id);
  });

  it('gives every item other names by which people ask for it', () => {
    for (const each of content.items) assert.ok(each.aliases.length >= 10, each.id);
  });

  it("marks as the glossary's own what the documents never spell out", () => {
    const own = 'PLV MACE VRU MOPAC FLiP SCLIE UASC PA IH GLA RCT CL d2i SELL'.split(' ');
    for (const term of own)
      assert.equal(content.terms.find((each) => each.term === term)?.origin, 'glossary', term);
  });

  it('has a document, with its source line, for each area', () => {
    const documents = content.resources.filter((resource) => resource.file);
    assert.deepEqual(new Set(documents.map((d) => d.area)), new Set(content.areas.map((area) => area.id)));
    for (const { id, document } of documents) assert.match(document!, /^# .+\n.+\nSource: .+\.\n$/s, id);
  });
});

describe('the sample people and events of local mode', () => {
  const content = readContentFiles(shipped);
  const demo = readDemoFile(shipped);

  it('are made up, and say so', () => {
    for (const account of demo.accounts) assert.match(account.name, /Demo/);
    for (const event of demo.events) assert.match(event.title, /^Sample: /);
  });

  it('have one account for Agents Playground, a member', () => {
    const playground = demo.accounts.filter((account) => account.playground);
    assert.deepEqual(
      playground.map((account) => account.role),
      ['member'],
    );
  });

  it('belong to organisations and areas that exist, one tenant for each organisation', () => {
    const organisations = [...content.organisations, ...demo.organisations].map((each) => each.id);
    const tenantOf = new Map<string, string>();
    for (const { organisation, shares, tenantId } of demo.accounts) {
      for (const each of [organisation, ...shares]) assert.ok(!each || organisations.includes(each), each);
      if (!organisation) continue;
      assert.equal(tenantOf.get(organisation) ?? tenantId, tenantId);
      tenantOf.set(organisation, tenantId);
    }
    assert.equal(new Set(tenantOf.values()).size, tenantOf.size);
    assert.equal(new Set(demo.accounts.map((account) => account.objectId)).size, demo.accounts.length);
    const areas = content.areas.map((area) => area.id);
    for (const event of demo.events) assert.ok(areas.includes(event.area), event.area);
  });

  it('include one authority that has not signed the protocol', () => {
    const unsigned = demo.organisations.filter((each) => !each.signed).map((each) => each.id);
    assert.deepEqual(unsigned, ['exampleton']);
    assert.equal(demo.accounts.filter((account) => account.organisation === 'exampleton').length, 1);
  });
});

describe('a fault in a content file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'content-'));
    cpSync(shipped, folder, { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Replaces the first `from` of the file by `to`. Returns the line, counted from 1, where it stands. */
  const edit = (file: string, from: string, to: string): number => {
    const before = readFileSync(join(folder, file), 'utf8');
    assert.ok(before.includes(from), `${file} has no ${from}`);
    writeFileSync(
      join(folder, file),
      before.replace(from, () => to),
    );
    return before.slice(0, before.indexOf(from)).split('\n').length;
  };
  const faults = (read: (folder: string) => unknown = readContentFiles) => {
    try {
      read(folder);
    } catch (error) {
      assert.ok(error instanceof ContentError);
      return error.faults;
    }
    assert.fail('the fault was not seen');
  };
  const places = () => faults().map(({ file, line, field }) => ({ file, line, field }));

  it('is named with its line when it is not YAML', () => {
    const line = edit('networks.yaml', 'kind: network', 'kind: "network');
    const [first] = faults();
    assert.equal(first?.file, 'networks.yaml');
    assert.equal(first?.field, '(syntax)');
    assert.ok(first.line >= line);
  });

  it('is named where a field is missing', () => {
    const line = edit('items/send.yaml', '  title: Finance\n', '');
    assert.deepEqual(places(), [{ file: 'items/send.yaml', line: line - 2, field: '3.title' }]);
  });

  it('is named where an area is unknown', () => {
    const line = edit('items/workforce.yaml', 'area: workforce', 'area: work');
    assert.deepEqual(places(), [{ file: 'items/workforce.yaml', line, field: '0.area' }]);
  });

  it('is named where an id is used twice, even by an item and an event', () => {
    const line = edit('events.yaml', 'id: liia-summit', 'id: core-data');
    assert.deepEqual(places(), [{ file: 'events.yaml', line, field: '1.id' }]);
  });

  it('is named where a key is unknown', () => {
    const line = edit('glossary.yaml', '  origin: about', '  origins: about');
    assert.ok(places().some((p) => p.file === 'glossary.yaml' && p.line === line && p.field === '0.origins'));
  });

  it('is named where a date is not a date', () => {
    const line = edit('events.yaml', 'date: 2025-12-04', 'date: 4 December 2025');
    assert.deepEqual(places(), [{ file: 'events.yaml', line, field: '0.date' }]);
  });

  it('is named where a sentence has no full stop', () => {
    const line = edit('areas.yaml', "a secure children's home for London.", 'a home');
    assert.deepEqual(places(), [{ file: 'areas.yaml', line, field: '2.summary' }]);
  });

  it('is named where a related item, a partner or a network does not exist', () => {
    const partner = edit('items/care-leaving.yaml', 'partners: [pyl]', 'partners: [nobody]');
    const related = edit(
      'items/care-leaving.yaml',
      'related: [cl-relationships, send-transition]',
      'related: [x]',
    );
    assert.deepEqual(places(), [
      { file: 'items/care-leaving.yaml', line: partner, field: '0.partners' },
      { file: 'items/care-leaving.yaml', line: related, field: '0.related' },
    ]);
  });

  it('is named where a file is missing', () => {
    rmSync(join(folder, 'organisations.yaml'));
    rmSync(join(folder, 'documents/send.md'));
    assert.deepEqual(places(), [{ file: 'organisations.yaml', line: 1, field: '(file)' }]);
    cpSync(join(shipped, 'organisations.yaml'), join(folder, 'organisations.yaml'));
    assert.deepEqual(
      faults().map(({ file, field, message }) => `${file} ${field} ${message}`),
      ['resources.yaml 3.file there is no documents/send.md'],
    );
  });

  it('is told together with every other fault, in words', () => {
    edit('items/send.yaml', 'area: send', 'area: sent');
    edit('networks.yaml', 'area: core', 'area: cores');
    assert.throws(
      () => readContentFiles(folder),
      /^ContentError: The content has 2 faults:\nitems\/send\.yaml, line 2, field 0\.area: there is no area sent\nnetworks\.yaml, line \d+, field 0\.area: there is no area cores$/,
    );
  });

  it('is named where local mode has no account for Agents Playground', () => {
    edit('demo.yaml', 'playground: true', 'playground: false');
    assert.deepEqual(
      faults(readDemoFile).map(({ file, field }) => `${file} ${field}`),
      ['demo.yaml accounts'],
    );
  });
});
