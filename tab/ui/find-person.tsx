import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { membersQuery } from '../api.ts';
import { Row, Rows } from './rows.tsx';
import { SearchField } from './search-field.tsx';
import { Loaded, NoticeText } from './states.tsx';
import { Cut, Second } from './table.tsx';

const useStyles = makeStyles({
  search: { maxWidth: '560px' },
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
                <Rows>
                  {members.map((person) => (
                    <Row
                      key={person.id}
                      words={
                        <>
                          {person.name}
                          <Second>
                            {[person.post, person.organisation.name].filter(Boolean).join(', ')}
                          </Second>
                        </>
                      }
                    >
                      {children(person)}
                    </Row>
                  ))}
                </Rows>
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
