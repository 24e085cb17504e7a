import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'react-router';
import type { OrganisedEvent } from '../../bot/api/contract-organising.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { SampleMark } from '../ui/event-row.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Cut, Second, Table } from '../ui/table.tsx';
import { Views } from '../ui/views.tsx';
import { organisedQuery, type Show } from './queries.ts';
import { Warnings } from './warnings.tsx';
import { placesWords, stateNames } from './words.ts';

const at = '/coordinate/events';
const shows: Record<Show, { text: string; empty: string; next: string }> = {
  coming: {
    text: 'Coming',
    empty: 'Nothing is coming up',
    next: 'Make an event and publish it, and it is listed here.',
  },
  drafts: {
    text: 'Drafts',
    empty: 'There are no drafts',
    next: 'A new event is a draft until you publish it.',
  },
  past: { text: 'Past', empty: 'Nothing is over yet', next: 'Events are listed here once they are over.' },
};

export default function OrganisedPage() {
  return (
    <CoordinatePage title="Events" intro="Make events, and see who comes." needs="manageEvents">
      <Events />
    </CoordinatePage>
  );
}

function Events() {
  const look = useLook();
  const { state } = useLocation();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('show');
  const show: Show = asked === 'drafts' || asked === 'past' ? asked : 'coming';
  const search = query.get('search') ?? '';
  const events = useQuery(organisedQuery(show, search));
  const { outcome } = useOutcome(state?.said);
  const { empty, next } = shows[show];
  const find = (search: string) =>
    setQuery({ ...(show !== 'coming' && { show }), ...(search && { search }) }, { replace: true });
  return (
    <>
      {outcome}
      <div className={look.buttons}>
        <ButtonLink appearance="primary" to={`${at}/new`}>
          New event
        </ButtonLink>
        <ButtonLink to={`${at}/import`}>Import a list</ButtonLink>
      </div>
      <Views
        label="Which events"
        here={show}
        views={Object.entries(shows).map(([name, { text }]) => ({
          name,
          text,
          to: { pathname: at, search: name === 'coming' ? '' : `?show=${name}` },
        }))}
      />
      <search className={look.search}>
        <SearchField label="Search by title" value={search} onChange={find} />
      </search>
      <Loaded query={events} skeleton={[48, 64, 64, 64]}>
        {({ events, total }) =>
          events.length > 0 ? (
            <>
              <Table caption="Events" columns={columns} rows={events} idOf={({ id }) => id} />
              <Cut shown={events.length} total={total}>
                {' Search to find the others.'}
              </Cut>
            </>
          ) : search ? (
            <Notice icon="search" heading="No event matches">
              <NoticeText>Try another word, or look at the drafts and at what is over.</NoticeText>
            </Notice>
          ) : (
            <Notice icon="calendar" heading={empty}>
              <NoticeText>{next}</NoticeText>
            </Notice>
          )
        }
      </Loaded>
    </>
  );
}

const columns: Column<OrganisedEvent>[] = [
  {
    name: 'Event',
    by: ({ title }) => title,
    cell: ({ id, title, sample, sessions }) => (
      <>
        <TextLink to={`${at}/${id}`}>{title}</TextLink> {sample && <SampleMark />}
        {sessions > 1 && <Second>{sessions} sessions</Second>}
      </>
    ),
  },
  { name: 'When', by: ({ when }) => when.date ?? '9999', cell: ({ when }) => when.text },
  {
    name: 'Places',
    by: ({ numbers }) => numbers.confirmed + numbers.offered,
    cell: ({ state, numbers }) => (state === 'published' ? placesWords(numbers) : stateNames[state]),
  },
  {
    name: 'Waiting',
    by: ({ numbers }) => numbers.waiting + numbers.requested,
    cell: ({ numbers: { waiting, requested } }) =>
      [waiting > 0 && String(waiting), requested > 0 && `${requested} put forward`]
        .filter(Boolean)
        .join(', '),
  },
  {
    name: 'To do',
    by: ({ warnings }) => -warnings.length,
    cell: ({ warnings }) => warnings.length > 0 && <Warnings warnings={warnings} />,
  },
];
