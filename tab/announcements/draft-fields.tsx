import { Button, Checkbox, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Reach } from '../../bot/api/contract.ts';
import { notCounted, reachWords } from './audience.ts';
import { AudienceSelect } from './audience-select.tsx';
import type { Draft } from './draft.ts';

const longestTitle = 120;
const longestBody = 2000;

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    rowGap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
  },
  // The longest choice would otherwise set the width.
  fits: { gridTemplateColumns: 'minmax(0, 1fr)' },
  next: { alignSelf: 'start' },
});

type DraftFieldsProps = {
  draft: Draft;
  onChange: (changed: Partial<Draft>) => void;
  reach: Reach | undefined;
  /** The audience could not be asked for. */
  uncounted: boolean;
  /** True while the person looks it over before sending. */
  locked: boolean;
  onReady: () => void;
};

export function DraftFields({ draft, onChange, reach, uncounted, locked, onReady }: DraftFieldsProps) {
  const styles = useStyles();
  const [checked, setChecked] = useState(false);
  const title = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const wasLocked = useRef(locked);
  useEffect(() => {
    // Back from the second look, whose buttons are gone.
    if (wasLocked.current && !locked) title.current?.focus();
    wasLocked.current = locked;
  }, [locked]);
  const noTitle = draft.title.trim() === '';
  const noBody = draft.body.trim() === '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (noTitle) title.current?.focus();
    else if (noBody) body.current?.focus();
    else onReady();
  };

  return (
    <form noValidate onSubmit={submit}>
      <fieldset className={styles.form} aria-label="New announcement">
        <Field
          label="Title"
          required
          hint={`Up to ${longestTitle} characters`}
          validationMessage={checked && noTitle ? 'Write a title' : undefined}
        >
          <Input
            disabled={locked}
            ref={title}
            maxLength={longestTitle}
            value={draft.title}
            onChange={(_, data) => onChange({ title: data.value })}
          />
        </Field>
        <Field
          label="Text"
          required
          hint={`${longestBody - draft.body.length} characters left`}
          validationMessage={checked && noBody ? 'Write the text' : undefined}
        >
          <Textarea
            disabled={locked}
            ref={body}
            rows={8}
            resize="vertical"
            maxLength={longestBody}
            value={draft.body}
            onChange={(_, data) => onChange({ body: data.value })}
          />
        </Field>
        <Field
          className={styles.fits}
          label="Who it is for"
          hint={reach ? reachWords(reach) : uncounted ? notCounted : undefined}
        >
          <AudienceSelect
            disabled={locked}
            audience={draft.audience}
            onChange={(audience) => onChange({ audience })}
          />
        </Field>
        <Field hint="It goes out at once, in quiet hours too, and also to people who turned announcements off. That you sent it so is recorded.">
          <Checkbox
            disabled={locked}
            checked={draft.critical}
            label="This is critical"
            onChange={(_, { checked }) => onChange({ critical: checked === true })}
          />
        </Field>
        {!locked && (
          <Button type="submit" appearance="primary" className={styles.next}>
            Check and send
          </Button>
        )}
      </fieldset>
    </form>
  );
}
