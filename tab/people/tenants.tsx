import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useIsFetching } from '@tanstack/react-query';
import { useState } from 'react';
import type { Authority } from '../../bot/api/contract-people.ts';
import { useHidden } from '../ui/hidden.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { addTenant, authoritiesQuery, removeTenant } from './queries.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  tenant: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalXS,
  },
  id: { flex: '1 1 200px', overflowWrap: 'anywhere' },
  field: { flex: '1 1 240px', minWidth: 0 },
});

const tenantId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The Microsoft tenants of an authority. A change holds at once. */
export function Tenants({ authority }: { authority: Authority }) {
  const styles = useStyles();
  const hidden = useHidden();
  const { id, name, tenants } = authority;
  const [written, setWritten] = useState('');
  const [wrong, setWrong] = useState(false);
  const { outcome, say } = useOutcome();
  const add = useAct(
    (tenant: string) => addTenant(id, tenant),
    (_, tenant) => {
      setWritten('');
      say({ words: `People who sign in from ${tenant} count as ${name}.` });
    },
  );
  const remove = useAct(
    (tenant: string) => removeTenant(id, tenant),
    (_, tenant) =>
      say({
        words: `${tenant} does not count as ${name} any more.`,
        undo: { text: 'Undo', act: () => add.mutate(tenant) },
      }),
  );
  const value = written.trim().toLowerCase();
  const submit = () => {
    setWrong(!tenantId.test(value));
    if (tenantId.test(value)) add.mutate(value);
  };
  const failure = add.error ?? remove.error;
  const isPending = add.isPending || remove.isPending;
  // Until it has come, the list may show one that is gone. Removed again while it is put back, it might stay.
  const isOld = useIsFetching(authoritiesQuery) > 0;
  return (
    <>
      {outcome}
      {failure && <NoticeText>{describe(failure).message}</NoticeText>}
      {tenants.length > 0 ? (
        <>
          <ul className={styles.list}>
            {tenants.map((tenant) => (
              <li key={tenant} className={styles.tenant}>
                <span className={styles.id}>{tenant}</span>
                <Button
                  size="small"
                  disabledFocusable={isPending || isOld}
                  onClick={() => remove.mutate(tenant)}
                >
                  Remove<span className={hidden}> {tenant}</span>
                </Button>
              </li>
            ))}
          </ul>
          <NoticeText>Removing one shuts out whoever signs in from it, at once.</NoticeText>
        </>
      ) : (
        <NoticeText>None yet, so nobody of {name} can sign in.</NoticeText>
      )}
      <div className={styles.tenant}>
        <Field
          className={styles.field}
          label="Add a tenant id"
          validationMessage={
            wrong ? 'A tenant id looks like 1a2b3c4d-0000-0000-0000-1a2b3c4d5e6f' : undefined
          }
        >
          <Input autoComplete="off" value={written} onChange={(_, data) => setWritten(data.value)} />
        </Field>
        <Button disabledFocusable={isPending} onClick={submit}>
          Add
        </Button>
      </div>
    </>
  );
}
