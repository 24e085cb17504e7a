import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { type MemberFilter, membersQuery } from '../api.ts';
import { dayOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { useMe } from '../ui/me.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Cut, Second, Table } from '../ui/table.tsx';
import { ConfirmMany } from './confirm-many.tsx';
import { EraseBox } from './erase-box.tsx';
import { MemberBox } from './member-box.tsx';
import { MemberFilters } from './member-filters.tsx';
import { OwnLibrary } from './own-library.tsx';
import { confirmable, libraryNames, libraryWords, roleNames } from './words.ts';

const useStyles = makeStyles({
  search: { maxWidth: '560px' },
});

/** Everybody in one's charge: searched, filtered, changed one by one, confirmed many at once. */
export function Members() {
  const styles = useStyles();
  const hidden = useHidden();
  const { can } = useMe();
  const [query, setQuery] = useSearchParams();
  const filter: MemberFilter = {
    search: query.get('search') ?? '',
    organisation: query.get('organisation') ?? '',
    role: query.get('role') ?? '',
    library: query.get('library') ?? '',
  };
  const members = useQuery(membersQuery(filter));
  const [open, setOpen] = useState<PersonRow>();
  const [erasing, setErasing] = useState<PersonRow>();
  const { outcome, say } = useOutcome();
  const [chosen, setChosen] = useState<string[]>([]);
  const change = (changed: Partial<MemberFilter>) => {
    setChosen([]);
    const values = Object.entries({ ...filter, ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };
  const choose: Column<PersonRow> = {
    name: 'To confirm',
    cell: (member) =>
      confirmable(member) && (
        <Checkbox
          aria-label={`Choose ${member.name}`}
          checked={chosen.includes(member.id)}
          onChange={(_, { checked }) =>
            setChosen(checked ? [...chosen, member.id] : chosen.filter((each) => each !== member.id))
          }
        />
      ),
  };

  return (
    <>
      <search className={styles.search}>
        <SearchField
          label="Search by name, e-mail address or post"
          value={filter.search}
          onChange={(search) => change({ search })}
        />
      </search>
      <MemberFilters filter={filter} onChange={change} />
      {!can.managePeople && <OwnLibrary />}
      {outcome}
      <Loaded query={members} skeleton={[48, 56, 56, 56]}>
        {({ members, total }) =>
          members.length > 0 ? (
            <>
              <ConfirmMany members={members} chosen={chosen} onChoose={setChosen} />
              <Table
                caption="Members"
                columns={members.some(confirmable) ? [...columns, choose] : columns}
                rows={members}
                idOf={({ id }) => id}
                actions={(member) => (
                  <Button size="small" onClick={() => setOpen(member)}>
                    Change<span className={hidden}> {member.name}</span>
                  </Button>
                )}
              />
              <Cut shown={members.length} total={total}>
                {' Search or filter to find the others.'}
              </Cut>
            </>
          ) : (
            <Notice icon="search" heading="Nobody matches">
              <NoticeText>Try another word, or take a filter away.</NoticeText>
            </Notice>
          )
        }
      </Loaded>
      {open && (
        <MemberBox
          member={open}
          onErase={() => {
            setOpen(undefined);
            setErasing(open);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {erasing && (
        <EraseBox
          member={erasing}
          onDone={(words) => {
            setErasing(undefined);
            say({ words });
          }}
          onClose={() => setErasing(undefined)}
        />
      )}
    </>
  );
}

const columns: Column<PersonRow>[] = [
  {
    name: 'Name',
    by: ({ name }) => name,
    cell: ({ name, email, role, blocked }) => (
      <>
        {name}
        {blocked && <strong> (blocked)</strong>}
        {role !== 'member' && <Second>{roleNames[role]}</Second>}
        <Second>{email}</Second>
      </>
    ),
  },
  {
    name: 'Authority',
    by: ({ organisation }) => organisation.name,
    cell: ({ organisation, organisationConfirmed }) => (
      <>
        {organisation.name}
        {!organisationConfirmed && <Second>Not confirmed</Second>}
      </>
    ),
  },
  {
    name: 'Post',
    by: ({ post }) => post ?? '',
    cell: ({ post, postConfirmed }) =>
      post && (
        <>
          {post}
          {!postConfirmed && <Second>Says so, not confirmed</Second>}
        </>
      ),
  },
  {
    name: 'Library',
    by: ({ library, confirmBy }) => confirmBy ?? library,
    cell: (member) => (
      <>
        {libraryNames[member.library]}
        <Second>{libraryWords(member)}</Second>
      </>
    ),
  },
  { name: 'Last seen', by: ({ lastSeen }) => lastSeen, cell: ({ lastSeen }) => dayOf(lastSeen) },
];
