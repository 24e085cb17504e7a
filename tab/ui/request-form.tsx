import { Button, Field, Input, makeStyles, Select, Textarea, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { type AccessAsked, askForAccess, useStandingChange } from './access.ts';
import { dayOf } from './dates.ts';
import { describe, NoticeText } from './states.tsx';

const longestReason = 500;
const notListed = 'not-listed';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    rowGap: tokens.spacingVerticalL,
    width: '100%',
    maxWidth: '560px',
  },
  // However long the names are, the field keeps to the form.
  fits: { gridTemplateColumns: 'minmax(0, 1fr)' },
  send: { alignSelf: 'start' },
});

type RequestFormProps = {
  kind: AccessAsked['kind'];
  standing: Standing;
  onAsked: () => void;
};

/** Asks to be let in, or for the library. What was written stays until it has arrived. */
export function RequestForm({ kind, standing, onAsked }: RequestFormProps) {
  const styles = useStyles();
  const { choices, refused } = standing;
  // Only who signs in from an unknown place has to say where they work.
  const named = standing.state !== 'unknown-organisation';
  const [organisation, setOrganisation] = useState('');
  const [post, setPost] = useState('');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const organisationField = useRef<HTMLSelectElement>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const ask = useStandingChange(askForAccess, () => 'You have asked for access');
  const unnamed = !named && organisation === '';
  const elsewhere = organisation === notListed;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (unnamed) return organisationField.current?.focus();
    if (!reason.trim()) return reasonField.current?.focus();
    const asked: AccessAsked = {
      kind,
      reason: reason.trim(),
      ...(organisation && !elsewhere && { organisation }),
      ...(post.trim() && { post: post.trim() }),
    };
    ask.mutate(asked, { onSuccess: onAsked });
  };

  return (
    <form noValidate onSubmit={submit} className={styles.form}>
      {refused?.kind === kind && (
        <NoticeText>
          Your request was not approved, on {dayOf(refused.at)}. You can ask again, and say more about why.
        </NoticeText>
      )}
      {!named && (
        <Field
          className={styles.fits}
          label="Your organisation"
          required
          validationMessage={checked && unnamed ? 'Choose your organisation' : undefined}
        >
          <Select
            ref={organisationField}
            value={organisation}
            onChange={(_, { value }) => setOrganisation(value)}
          >
            <option value="">Choose one</option>
            {choices.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value={notListed}>It is not in this list</option>
          </Select>
        </Field>
      )}
      {kind === 'join' && (
        <Field label="Your job title (optional)" hint="For example: head of SEND">
          <Input maxLength={120} value={post} onChange={(_, data) => setPost(data.value)} />
        </Field>
      )}
      <Field
        label={elsewhere ? 'Which organisation it is, and why you ask' : 'Why you ask'}
        required
        hint="One sentence is enough. Leave out anything private."
        validationMessage={checked && !reason.trim() ? 'Write why you ask' : undefined}
      >
        <Textarea
          ref={reasonField}
          rows={3}
          resize="vertical"
          maxLength={longestReason}
          value={reason}
          onChange={(_, data) => setReason(data.value)}
        />
      </Field>
      {ask.error && <NoticeText>{describe(ask.error).message}</NoticeText>}
      <Button type="submit" appearance="primary" className={styles.send} disabledFocusable={ask.isPending}>
        Ask for access
      </Button>
    </form>
  );
}
