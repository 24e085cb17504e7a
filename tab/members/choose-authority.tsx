import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { chooseAuthority, useEnter, useStandingChange } from '../ui/access.ts';
import { describe, Notice, NoticeText, WhoToAsk } from '../ui/states.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: tokens.spacingVerticalL },
});

/** For a sign-in that several authorities share: the person says once which one is theirs. */
export function ChooseAuthority({ standing }: { standing: Standing }) {
  const styles = useStyles();
  const [chosen, setChosen] = useState('');
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const enter = useEnter();
  const choose = useStandingChange(chooseAuthority, ({ organisation }) =>
    organisation ? `You chose ${organisation.name}` : 'You chose your authority',
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!chosen) return form.current?.querySelector('input')?.focus();
    choose.mutate(chosen, {
      onSuccess: ({ state }) => (state === 'in' ? enter() : document.getElementById('main')?.focus()),
    });
  };
  return (
    <Notice icon="building" heading="Your sign-in is shared by several authorities">
      <NoticeText>Say which one you work for. You choose once, and a coordinator confirms it.</NoticeText>
      <form ref={form} noValidate onSubmit={submit} className={styles.form}>
        <Field
          label="The authority you work for"
          required
          validationMessage={checked && !chosen ? 'Choose your authority' : undefined}
        >
          <RadioGroup value={chosen} onChange={(_, data) => setChosen(data.value)}>
            {standing.choices.map(({ id, name }) => (
              <Radio key={id} value={id} label={name} />
            ))}
          </RadioGroup>
        </Field>
        {choose.error && <NoticeText>{describe(choose.error).message}</NoticeText>}
        <Button type="submit" appearance="primary" disabledFocusable={choose.isPending}>
          This is my authority
        </Button>
      </form>
      <WhoToAsk
        help={standing.signInHelp}
        about="If you work for more than one, or for none of these, write to"
      />
    </Notice>
  );
}
