import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Sending } from '../../bot/api/contract-people.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { changeSettings, sendingQuery } from './queries.ts';

type Settings = Sending['settings'];
type Numeric = Exclude<keyof Settings, 'secondCoordinator' | 'outlookCalendar'>;
type Setting = {
  name: Numeric;
  label: string;
  hint: string;
  least: number;
  most: number;
  step?: number;
};

const all: Setting[] = [
  {
    name: 'libraryUnseenDays',
    label: 'Days until the library closes to somebody who stays away',
    hint: 'From 1 to 1,000',
    least: 1,
    most: 1000,
  },
  {
    name: 'libraryConfirmDays',
    label: 'Days until somebody has to confirm library access again',
    hint: 'From 1 to 1,000',
    least: 1,
    most: 1000,
  },
  {
    name: 'postsPerSecond',
    label: 'Messages a second to each organisation',
    hint: 'From 0.1 to 25. Above 10, Teams may refuse some of them for a while',
    least: 0.1,
    most: 25,
    step: 0.1,
  },
  {
    name: 'unaskedPerDay',
    label: 'Messages a day that a person did not ask for',
    hint: 'From 1 to 20. What they have booked does not count',
    least: 1,
    most: 20,
  },
  {
    name: 'answerWithinDays',
    label: 'Working days until somebody answers a question',
    hint: 'From 1 to 30. Members are told so when they ask a coordinator',
    least: 1,
    most: 30,
  },
];

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: tokens.spacingVerticalL },
  number: { width: '120px' },
});

/** What an administrator can set. */
export function SendingSettings({ settings }: { settings: Settings }) {
  const styles = useStyles();
  const [written, setWritten] = useState<Partial<Record<Numeric, string>>>({});
  const [second, setSecond] = useState<Settings['secondCoordinator']>();
  const [outlook, setOutlook] = useState<boolean>();
  const [checked, setChecked] = useState(false);
  const { outcome, say } = useOutcome();
  const client = useQueryClient();
  const save = useAct(changeSettings, (_, saved) => {
    client.setQueryData(sendingQuery.queryKey, (known) => known && { ...known, settings: saved });
    // What was written meanwhile stays.
    const differs = ([name, text]: [string, string]) => Number(text) !== saved[name as Numeric];
    setWritten((now) => Object.fromEntries(Object.entries(now).filter(differs)));
    setSecond((now) => (now === saved.secondCoordinator ? undefined : now));
    setOutlook((now) => (now === saved.outlookCalendar ? undefined : now));
    say({ words: 'The settings are saved and hold from now on.' });
  });
  const text = (name: Numeric) => written[name] ?? String(settings[name]);
  const fits = ({ name, least, most, step = 1 }: Setting) => {
    const number = Number(text(name));
    return number >= least && number <= most && (step < 1 || Number.isInteger(number));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const values = Object.fromEntries(all.map(({ name }) => [name, Number(text(name))]));
    const secondCoordinator = second ?? settings.secondCoordinator;
    const outlookCalendar = outlook ?? settings.outlookCalendar;
    if (all.every(fits)) save.mutate({ ...values, secondCoordinator, outlookCalendar } as Settings);
    else document.getElementById(all.find((each) => !fits(each))!.name)?.focus();
  };
  return (
    <Card>
      <form noValidate className={styles.form} onSubmit={submit}>
        {outcome}
        {all.map((setting) => (
          <Field
            key={setting.name}
            label={setting.label}
            hint={setting.hint}
            validationMessage={checked && !fits(setting) ? `Write a number. ${setting.hint}` : undefined}
          >
            <Input
              id={setting.name}
              className={styles.number}
              type="number"
              min={setting.least}
              max={setting.most}
              step={setting.step ?? 1}
              value={text(setting.name)}
              onChange={(_, { value }) => setWritten({ ...written, [setting.name]: value })}
            />
          </Field>
        ))}
        <Field label="When one coordinator adds an answer to what the bot knows">
          <RadioGroup
            value={second ?? settings.secondCoordinator}
            onChange={(_, { value }) => setSecond(value as Settings['secondCoordinator'])}
          >
            <Radio value="approves" label="Another one approves it before it is live" />
            <Radio value="is told" label="It is live at once, and another one is told of it" />
          </RadioGroup>
        </Field>
        <Field hint="For this each member, or their organisation, has to allow the app their calendar. While it is off, and for everybody else, invitations come by e-mail">
          <Checkbox
            label="Let members have their bookings put straight into their Outlook calendar"
            checked={outlook ?? settings.outlookCalendar}
            onChange={(_, { checked }) => setOutlook(checked === true)}
          />
        </Field>
        {save.error && <NoticeText>{describe(save.error).message}</NoticeText>}
        <Button type="submit" disabledFocusable={save.isPending}>
          Save the settings
        </Button>
      </form>
    </Card>
  );
}
