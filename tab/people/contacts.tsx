import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ContactRow } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Cut, Table } from '../ui/table.tsx';
import { ImportContacts } from './import-contacts.tsx';
import { authoritiesQuery, type ContactFilter, contactsQuery, removeContact } from './queries.ts';

const useStyles = makeStyles({
  fields: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    // The longest choice of a list would otherwise set the width.
    '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: '100%' },
  },
  search: { flex: '1 1 260px', maxWidth: '560px' },
});

const columns: Column<ContactRow>[] = [
  { name: 'Name', by: ({ name }) => name, cell: ({ name }) => name },
  { name: 'E-mail', by: ({ email }) => email, cell: ({ email }) => email },
  {
    name: 'Authority',
    by: ({ organisation }) => organisation.name,
    cell: ({ organisation }) => organisation.name,
  },
  { name: 'Post', by: ({ post }) => post ?? '', cell: ({ post }) => post },
  {
    name: 'Has opened the app',
    by: ({ member }) => (member ? 0 : 1),
    cell: ({ member }) => (member ? 'Yes' : 'Not yet'),
  },
];

/** People who are known before they open the app. */
export function Contacts() {
  const styles = useStyles();
  const hidden = useHidden();
  const [query, setQuery] = useSearchParams();
  const filter: ContactFilter = {
    search: query.get('search') ?? '',
    organisation: query.get('organisation') ?? '',
  };
  const filtered = Boolean(filter.search || filter.organisation);
  const contacts = useQuery(contactsQuery(filter));
  const authorities = useQuery(authoritiesQuery).data?.authorities ?? [];
  const { outcome, say } = useOutcome();
  const [removing, setRemoving] = useState<ContactRow>();
  const change = (changed: Partial<ContactFilter>) => {
    const values = Object.entries({ ...filter, ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };
  const remove = useAct(removeContact, () => {
    setRemoving(undefined);
    say({ words: `${removing?.name} is no longer a contact.` });
  });

  return (
    <>
      <Section heading="Import a list">
        <ImportContacts />
      </Section>
      <Section heading="All contacts">
        {outcome}
        <search className={styles.fields}>
          <div className={styles.search}>
            <SearchField
              label="Search by name, e-mail address or post"
              value={filter.search}
              onChange={(search) => change({ search })}
            />
          </div>
          <Field label="Authority">
            <Select value={filter.organisation} onChange={(_, { value }) => change({ organisation: value })}>
              <option value="">All</option>
              {authorities.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </search>
        <Loaded query={contacts} skeleton={[48, 56, 56]}>
          {({ contacts, total }) =>
            contacts.length > 0 ? (
              <>
                <Table
                  caption="Contacts"
                  columns={columns}
                  rows={contacts}
                  idOf={({ id }) => id}
                  actions={(contact) => (
                    <Button size="small" onClick={() => setRemoving(contact)}>
                      Remove<span className={hidden}> {contact.name}</span>
                    </Button>
                  )}
                />
                <Cut shown={contacts.length} total={total}>
                  {' Search or filter to find the others.'}
                </Cut>
              </>
            ) : filtered ? (
              <Notice icon="search" heading="Nobody matches">
                <NoticeText>Try another word, or all authorities.</NoticeText>
              </Notice>
            ) : (
              <Notice icon="people" heading="There are no contacts yet">
                <NoticeText>Import a list of the people you know, and they appear here.</NoticeText>
              </Notice>
            )
          }
        </Loaded>
      </Section>
      {removing && (
        <Ask
          title={`Remove ${removing.name} from the contacts?`}
          act="Remove"
          word="remove"
          pending={remove.isPending}
          failure={remove.error}
          onAct={() => remove.mutate(removing.id)}
          onClose={() => setRemoving(undefined)}
        >
          <NoticeText>
            {removing.member
              ? `${removing.name} keeps their access to the app. Only this entry goes.`
              : `When ${removing.name} first opens the app, their post is not known.`}
          </NoticeText>
        </Ask>
      )}
    </>
  );
}
