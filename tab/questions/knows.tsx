import { Button, Checkbox } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { ContentKind, ContentRecord } from '../../bot/api/contract-questions.ts';
import { Chip, Chips } from '../ui/area-label.tsx';
import { useHidden } from '../ui/hidden.ts';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { describe, Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { isKind, kindNames, kinds } from './kinds.ts';
import { newId, placeOf } from './places.ts';
import { bringBack, recordsQuery } from './queries.ts';

/** Everything that the bot answers from, by kind: what is due for review stands first. */
export function Knows() {
  const look = useLook();
  const hidden = useHidden();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('kind') ?? '';
  const kind: ContentKind = isKind(asked) ? asked : 'faq';
  const search = query.get('search') ?? '';
  const takenAway = query.get('takenAway') === 'yes';
  const records = useQuery(recordsQuery(kind, search, takenAway));
  const { outcome, say } = useOutcome();
  const back = useAct(bringBack, ({ title }) => say({ words: `“${title}” is back.` }));
  const change = (changed: Record<string, string>) => {
    const here = { kind, search, takenAway: takenAway ? 'yes' : '' };
    const values = Object.entries({ ...here, ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };
  const { one, many, says, add } = kindNames[kind];
  return (
    <>
      {outcome}
      {back.error && <NoticeText>{describe(back.error).message}</NoticeText>}
      <Chips label="What to look at">
        {kinds.map((each) => (
          <Chip key={each} pressed={each === kind} onPress={() => change({ kind: each })}>
            {kindNames[each].many}
          </Chip>
        ))}
      </Chips>
      <NoticeText>{says}</NoticeText>
      <search className={look.search}>
        <SearchField
          label={`Search ${many.toLowerCase()}`}
          value={search}
          onChange={(search) => change({ search })}
        />
      </search>
      <Checkbox
        label="Show what was taken away"
        checked={takenAway}
        onChange={(_, { checked }) => change({ takenAway: checked ? 'yes' : '' })}
      />
      {add && !takenAway && (
        <div>
          <ButtonLink to={placeOf({ kind, id: newId })} appearance="primary">
            {add}
          </ButtonLink>
        </div>
      )}
      <Loaded query={records} skeleton={[48, 56, 56, 56]}>
        {({ records }) =>
          records.length > 0 ? (
            <Table
              caption={many}
              columns={takenAway ? [nameOnly] : columns}
              rows={dueFirst(records)}
              idOf={({ id }) => id}
              actions={
                takenAway
                  ? (record) => (
                      <Button
                        size="small"
                        disabledFocusable={back.isPending}
                        onClick={() => back.mutate(record)}
                      >
                        Bring back<span className={hidden}> {record.title}</span>
                      </Button>
                    )
                  : undefined
              }
            />
          ) : search ? (
            <Notice icon="search" heading="Nothing matches">
              <NoticeText>Try another word, or look under another kind.</NoticeText>
            </Notice>
          ) : (
            <Notice icon="info" heading={takenAway ? 'Nothing was taken away' : `There is no ${one} yet`}>
              <NoticeText>
                {takenAway
                  ? 'What you and your colleagues take away appears here, and can be brought back.'
                  : 'What you and your colleagues add appears here.'}
              </NoticeText>
            </Notice>
          )
        }
      </Loaded>
    </>
  );
}

const dueFirst = (records: ContentRecord[]) =>
  records.toSorted((a, b) => Number(b.reviewDue) - Number(a.reviewDue));

function stateOf({ record, reviewDue, edited, kind }: ContentRecord): string {
  if (record.state === 'draft') return 'Draft';
  if (reviewDue) return 'To be looked at again';
  return edited && kind !== 'faq' ? 'Changed here' : '';
}

const nameOnly: Column<ContentRecord> = {
  name: 'Name',
  by: ({ title }) => title,
  cell: ({ title }) => title,
};

const columns: Column<ContentRecord>[] = [
  {
    name: 'Name',
    by: ({ title }) => title,
    cell: (record) => <TextLink to={placeOf(record)}>{record.title}</TextLink>,
  },
  { name: 'State', by: stateOf, cell: stateOf },
];
