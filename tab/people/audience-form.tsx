import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SavedAudience } from '../../bot/api/contract-people.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { emptyLists, type ListName, listTitles, useListNames, useListOptions } from './audience-lists.ts';
import { Choices } from './choices.tsx';
import { type AudienceLists, audienceSizeQuery, saveAudience } from './queries.ts';
import { peopleWords } from './words.ts';

const useStyles = makeStyles({
  layout: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  list: {
    padding: `0 ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  summary: {
    paddingBlock: tokens.spacingVerticalM,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type AudienceFormProps = {
  audience: SavedAudience | undefined;
  onClose: () => void;
  onSaved: (words: string) => void;
};

/** Makes or changes an audience, with whom it means and how many they are beside it. */
export function AudienceForm({ audience, onClose, onSaved }: AudienceFormProps) {
  const styles = useStyles();
  const options = useListOptions();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(audience?.name ?? '');
  const [lists, setLists] = useState<AudienceLists>(() => listsOf(audience));
  const [checked, setChecked] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const save = useAct(
    () => saveAudience(audience?.id, { name: name.trim(), ...lists }),
    () => onSaved(`${name.trim()} is saved.`),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim()) save.mutate();
    else field.current?.focus();
  };
  return (
    <div className={styles.layout}>
      <Section heading={audience ? `Change ${audience.name}` : 'A new audience'}>
        <form noValidate className={styles.form} onSubmit={submit}>
          <Field
            label="Name"
            required
            validationMessage={checked && !name.trim() ? 'Write a name' : undefined}
          >
            <Input ref={field} maxLength={80} value={name} onChange={(_, { value }) => setName(value)} />
          </Field>
          <NoticeText>
            Open the lists that you need. A list with nothing chosen sets no limit; who is meant fits every
            list in which something is chosen.
          </NoticeText>
          {(Object.keys(listTitles) as ListName[]).map((list) => (
            <details key={list} className={styles.list}>
              <summary className={styles.summary}>
                {listTitles[list]}
                {lists[list].length > 0 && `: ${lists[list].length} chosen`}
              </summary>
              <Choices
                label={`${listTitles[list]}, any of these`}
                options={withChosen(options[list], lists[list])}
                chosen={lists[list]}
                onChange={(chosen) => setLists({ ...lists, [list]: chosen })}
              />
            </details>
          ))}
          {save.error && <NoticeText>{describe(save.error).message}</NoticeText>}
          <div className={styles.buttons}>
            <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
              Save the audience
            </Button>
            <Button onClick={onClose}>Do not change anything</Button>
          </div>
        </form>
      </Section>
      <Section heading="Who this is now">
        <Card>
          <Size lists={lists} />
        </Card>
      </Section>
    </div>
  );
}

function Size({ lists }: { lists: AudienceLists }) {
  const styles = useStyles();
  const inWords = useListNames();
  const size = useQuery(audienceSizeQuery(lists));
  return (
    <div aria-live="polite" className={styles.form}>
      <NoticeText>
        <strong>
          {size.data
            ? `${peopleWords(size.data.people)}, ${size.data.reachable} can be reached in Teams`
            : size.error
              ? 'We could not count how many people this is.'
              : 'Counting.'}
        </strong>
      </NoticeText>
      <NoticeText>{inWords(lists)}</NoticeText>
    </div>
  );
}

function listsOf(audience: SavedAudience | undefined): AudienceLists {
  if (!audience) return emptyLists;
  const { organisations, careSystems, posts, areas, networks } = audience;
  return { organisations, careSystems, posts, areas, networks };
}

/** What is chosen stays in sight, though nobody has such a post any more. */
function withChosen(options: { id: string; name: string }[], chosen: string[]) {
  const missing = chosen.filter((id) => !options.some((each) => each.id === id));
  return [...options, ...missing.map((id) => ({ id, name: id }))];
}
