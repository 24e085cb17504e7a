import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { MemberFilter } from '../api.ts';
import { Filters } from '../ui/filters.tsx';
import { useMe } from '../ui/me.ts';
import { authoritiesQuery } from './queries.ts';
import { libraryNames, roleNames } from './words.ts';

const useStyles = makeStyles({
  fields: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    // The longest choice of a list would otherwise set the width.
    '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: '100%' },
  },
});

type MemberFiltersProps = { filter: MemberFilter; onChange: (changed: Partial<MemberFilter>) => void };

/** Which members are listed. */
export function MemberFilters({ filter, onChange }: MemberFiltersProps) {
  const styles = useStyles();
  const { can } = useMe();
  const authorities = useQuery({ ...authoritiesQuery, enabled: can.managePeople }).data?.authorities ?? [];
  const choice = (label: string, name: keyof MemberFilter, options: [string, string][]) => (
    <Field label={label}>
      <Select value={filter[name]} onChange={(_, { value }) => onChange({ [name]: value })}>
        <option value="">All</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <Filters active={Boolean(filter.organisation || filter.role || filter.library)}>
      <div className={styles.fields}>
        {can.managePeople &&
          choice(
            'Authority',
            'organisation',
            authorities.map(({ id, name }) => [id, name]),
          )}
        {choice('Role', 'role', Object.entries(roleNames))}
        {choice('Library', 'library', [['due', 'To be confirmed soon'], ...Object.entries(libraryNames)])}
      </div>
    </Filters>
  );
}
