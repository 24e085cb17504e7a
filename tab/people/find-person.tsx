import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { SearchField } from '../ui/search-field.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { Cut, Second } from '../ui/table.tsx';
import { membersQuery } from './queries.ts';

const useStyles = makeStyles({
  search: { maxWidth: '560px' },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  person: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  who: { flex: '1 1 200px', overflowWrap: 'anywhere' },
});

type FindPersonProps = { label: string; children: (person: PersonRow) => ReactNode };

/** Finds members by a few letters. `children` draws what can be done with each. */
export function FindPerson({ label, children }: FindPersonProps) {
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const found = useQuery({ ...membersQuery({ search }), enabled: search !== '' });
  return (
    <>
      <search className={styles.search}>
        <SearchField label={label} value={search} onChange={setSearch} />
      </search>
      {search && (
        <Loaded query={found} skeleton={[40, 40]}>
          {({ members, total }) =>
            members.length > 0 ? (
              <>
                <ul className={styles.list}>
                  {members.map((person) => (
                    <li key={person.id} className={styles.person}>
                      <span className={styles.who}>
                        {person.name}
                        <Second>{[person.post, person.organisation.name].filter(Boolean).join(', ')}</Second>
                      </span>
                      {children(person)}
                    </li>
                  ))}
                </ul>
                <Cut shown={members.length} total={total}>
                  {' Type more of the name.'}
                </Cut>
              </>
            ) : (
              <NoticeText>Nobody matches. They must have opened the app once.</NoticeText>
            )
          }
        </Loaded>
      )}
    </>
  );
}
