import { Button, Field, makeStyles, Radio, RadioGroup, Select, tokens } from '@fluentui/react-components';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { Category, Preferences, Timing } from '../../bot/api/contract-people.ts';
import { call, get } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { useMe } from '../ui/me.ts';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';
import { OutlookCalendar } from './outlook-calendar.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { YourData } from './your-data.tsx';

const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: () => get<Preferences>('/api/preferences'),
  // They can be changed in the chat too.
  staleTime: 0,
});

const timings: Record<Timing, string> = {
  'at once': 'At once',
  daily: 'Once a day, together',
  weekly: 'Once a week, together',
  off: 'Not at all',
};

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXXL, maxWidth: '640px' },
  fields: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL },
  select: { maxWidth: '320px', minWidth: 0 },
  save: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

export default function PreferencesPage() {
  const preferences = useQuery(preferencesQuery);
  return (
    <Page
      title="Preferences"
      back={{ to: '/home', text: 'Home' }}
      intro="Choose what reaches you, when and how. You can say it in the chat as well, for example “mute reminders”."
    >
      <Loaded query={preferences} skeleton={[28, 64, 64, 64, 64]}>
        {(preferences) => <PreferencesForm saved={preferences} />}
      </Loaded>
      <OutlookCalendar />
      <YourData />
    </Page>
  );
}

function PreferencesForm({ saved }: { saved: Preferences }) {
  const styles = useStyles();
  const client = useQueryClient();
  const { alliance } = useMe();
  const [chosen, setChosen] = useState(saved);
  const { categories, way, quiet } = chosen;
  const [checked, setChecked] = useState(false);
  const quietFields = useRef<HTMLDivElement>(null);
  const save = useMutation({
    mutationFn: ({ categories, way, quiet }: Preferences) =>
      call<Preferences>('PUT', '/api/preferences', {
        categories: categories.map(({ id, timing }) => ({ id, timing })),
        way,
        quiet,
      }),
    onSuccess: (now, sent) => {
      client.setQueryData(preferencesQuery.queryKey, now);
      // What was chosen meanwhile stays.
      setChosen((before) => (before === sent ? now : before));
      announce('Your choices are saved');
    },
    onError: (problem) => announce(describe(problem).message),
  });
  const change = (changed: Partial<Preferences>) => {
    setChosen((before) => ({ ...before, ...changed }));
    save.reset();
  };
  const time = (id: Category, timing: Timing) =>
    change({ categories: categories.map((each) => (each.id === id ? { ...each, timing } : each)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (quiet && (!quiet.from || !quiet.to || quiet.from === quiet.to))
      return quietFields.current?.querySelector<HTMLInputElement>('input[type=time]')?.focus();
    save.mutate(chosen);
  };

  return (
    <form noValidate onSubmit={submit} className={styles.form}>
      <Section heading="When messages reach you">
        <div className={styles.fields}>
          {categories.map(({ id, name, says, timing, choices }) => (
            <Field key={id} label={name} hint={says}>
              <Select
                className={styles.select}
                value={timing}
                onChange={(_, { value }) => time(id, value as Timing)}
              >
                {choices.map((choice) => (
                  <option key={choice} value={choice}>
                    {timings[choice]}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
        <NoticeText>
          A critical message passes all of this and reaches you at once. Only {alliance.shortName}’s
          coordinators and administrators can send one, for what cannot wait, and it is recorded who did.
        </NoticeText>
      </Section>
      <Section heading="How messages reach you">
        <Field label="Send my messages">
          <RadioGroup value={way} onChange={(_, { value }) => change({ way: value as Preferences['way'] })}>
            <Radio value="teams" label="In Teams, from the bot" />
            <Radio value="e-mail" label="By e-mail" />
          </RadioGroup>
        </Field>
        {!saved.reachable && (
          <NoticeText>
            The bot cannot write to you in Teams at the moment. Add the app in Teams and open its chat. Until
            then messages come by e-mail, where we know your address.
          </NoticeText>
        )}
      </Section>
      <Section heading="Quiet hours">
        <div ref={quietFields}>
          <QuietHours quiet={quiet} checked={checked} onChange={(quiet) => change({ quiet })} />
        </div>
      </Section>
      <div className={styles.save}>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
          Save
        </Button>
        {save.isSuccess && <NoticeText>Your choices are saved.</NoticeText>}
        {save.error && <NoticeText>{describe(save.error).message}</NoticeText>}
      </div>
    </form>
  );
}
