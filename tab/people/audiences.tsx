import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedAudience } from '../../bot/api/contract-people.ts';
import { useHidden } from '../ui/hidden.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { describe, Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { AudienceForm } from './audience-form.tsx';
import { useListNames } from './audience-lists.ts';
import { audiencesQuery, removeAudience, saveAudience } from './queries.ts';

/** Saved groups of people: made, changed, removed. */
export function Audiences() {
  const hidden = useHidden();
  const audiences = useQuery(audiencesQuery);
  const inWords = useListNames();
  const { outcome, say } = useOutcome();
  const [editing, setEditing] = useState<SavedAudience | 'new'>();
  const restore = useAct(
    ({ id: _, people: __, mayChange: ___, ...audience }: SavedAudience) => saveAudience(undefined, audience),
    (_, { name }) => say({ words: `${name} is back.` }),
  );
  const remove = useAct(
    ({ id }: SavedAudience) => removeAudience(id),
    (_, audience) =>
      say({
        words: `${audience.name} is removed. What was sent to it stays as it was.`,
        undo: { text: 'Undo', act: () => restore.mutate(audience) },
      }),
  );
  const failure = remove.error ?? restore.error;
  const columns: Column<SavedAudience>[] = [
    { name: 'Name', by: ({ name }) => name, cell: ({ name }) => name },
    { name: 'Who', cell: inWords },
    { name: 'People now', by: ({ people }) => people, cell: ({ people }) => people },
  ];

  if (editing)
    return (
      <AudienceForm
        audience={editing === 'new' ? undefined : editing}
        onClose={() => setEditing(undefined)}
        onSaved={(words) => {
          setEditing(undefined);
          say({ words });
        }}
      />
    );
  return (
    <>
      {outcome}
      {failure && <NoticeText>{describe(failure).message}</NoticeText>}
      <div>
        <Button appearance="primary" onClick={() => setEditing('new')}>
          Make an audience
        </Button>
      </div>
      <Loaded query={audiences} skeleton={[48, 56, 56]}>
        {({ audiences }) =>
          audiences.length > 0 ? (
            <Table
              caption="Saved audiences"
              columns={columns}
              rows={audiences}
              idOf={({ id }) => id}
              actions={(audience) =>
                audience.mayChange && (
                  <>
                    <Button size="small" onClick={() => setEditing(audience)}>
                      Change<span className={hidden}> {audience.name}</span>
                    </Button>
                    <Button
                      size="small"
                      disabledFocusable={remove.isPending}
                      onClick={() => remove.mutate(audience)}
                    >
                      Remove<span className={hidden}> {audience.name}</span>
                    </Button>
                  </>
                )
              }
            />
          ) : (
            <Notice icon="people" heading="There are no audiences yet">
              <NoticeText>
                Make one for each group that you often write to, such as the SEND leads of one part of London.
              </NoticeText>
            </Notice>
          )
        }
      </Loaded>
    </>
  );
}
