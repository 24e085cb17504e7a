import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 240px' },
});

type WhyProps = {
  /** "What was wrong? (optional)" */
  asks: string;
  /** It came in place of what was pressed. */
  takesFocus?: boolean;
  onSend: (comment: string) => void;
};

/** A line about an answer that did not help. */
export function Why({ asks, takesFocus = true, onSend }: WhyProps) {
  const styles = useStyles();
  const [comment, setComment] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (comment.trim()) onSend(comment.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={asks} className={styles.field} hint="Leave out anything private.">
        <Input ref={field} maxLength={500} value={comment} onChange={(_, { value }) => setComment(value)} />
      </Field>
      <Button type="submit">Send</Button>
    </form>
  );
}
