import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { Section } from '../ui/section.tsx';
import { NoticeText } from '../ui/states.tsx';
import {
  authoritiesQuery,
  block,
  confirmLibrary,
  confirmPost,
  openLibrary,
  setAuthority,
} from './queries.ts';
import { confirmable, libraryNames, libraryWords } from './words.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 200px', minWidth: 0 },
  fits: { gridTemplateColumns: 'minmax(0, 1fr)' },
});

export type PartProps = {
  member: PersonRow;
  /** Does something. @param words said once it is done */
  act: (words: string, run: () => Promise<{ member: PersonRow }>) => void;
  pending: boolean;
};

export function Library({ member, act, pending }: PartProps) {
  const { id, name, library, you } = member;
  const words = [libraryNames[library], libraryWords(member)].filter(Boolean).join('. ');
  return (
    <Section small heading="Library">
      <NoticeText>{words}.</NoticeText>
      {you && <NoticeText>Somebody else opens and confirms it for you.</NoticeText>}
      {library === 'open' && !you && (
        <>
          <Row>
            {confirmable(member) && (
              <Button
                disabledFocusable={pending}
                onClick={() => act(`You confirmed the library for ${name}.`, () => confirmLibrary(id))}
              >
                Confirm that they still need it
              </Button>
            )}
            <Button
              disabledFocusable={pending}
              onClick={() => act(`The library is closed to ${name}.`, () => openLibrary(id, false))}
            >
              Close the library to them
            </Button>
          </Row>
          <NoticeText>Closing holds at once, on pages that are already open too.</NoticeText>
        </>
      )}
      {(library === 'not approved' || library === 'lapsed') && !you && (
        <Row>
          <Button
            disabledFocusable={pending}
            onClick={() => act(`The library is open to ${name}.`, () => openLibrary(id, true))}
          >
            Open the library to them
          </Button>
        </Row>
      )}
    </Section>
  );
}

export function Post({ member, act, pending }: PartProps) {
  const styles = useStyles();
  const { id, name, post, postConfirmed } = member;
  const [written, setWritten] = useState(post ?? '');
  const value = written.trim();
  return (
    <Section small heading="Post">
      <Row>
        <Field
          className={styles.field}
          label="Their job"
          hint={post && !postConfirmed ? 'They named it themselves' : undefined}
        >
          <Input maxLength={120} value={written} onChange={(_, data) => setWritten(data.value)} />
        </Field>
        <Button
          disabledFocusable={pending || (value === (post ?? '') && (postConfirmed || !value))}
          onClick={() =>
            act(value ? `You confirmed the post of ${name}: ${value}.` : `${name} has no post now.`, () =>
              confirmPost(id, value || null),
            )
          }
        >
          {value || !post ? 'Confirm this post' : 'Take the post away'}
        </Button>
      </Row>
      <NoticeText>A confirmed post decides which announcements reach them.</NoticeText>
    </Section>
  );
}

export function Authority({ member, act, pending }: PartProps) {
  const styles = useStyles();
  const { id, name, organisation, organisationConfirmed } = member;
  const authorities = useQuery(authoritiesQuery).data?.authorities ?? [organisation];
  const [chosen, setChosen] = useState(organisation.id);
  const where = authorities.find((each) => each.id === chosen)?.name ?? organisation.name;
  return (
    <Section small heading="Authority">
      <Row>
        <Field
          className={styles.field}
          label="Where they work"
          hint={organisationConfirmed ? undefined : 'They chose it themselves'}
        >
          <Select className={styles.fits} value={chosen} onChange={(_, { value }) => setChosen(value)}>
            {authorities.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
        </Field>
        <Button
          disabledFocusable={pending || (chosen === organisation.id && organisationConfirmed)}
          onClick={() => act(`${name} works for ${where}.`, () => setAuthority(id, chosen))}
        >
          Confirm this authority
        </Button>
      </Row>
    </Section>
  );
}

export function Access({ member, act, pending }: PartProps) {
  const { id, name, blocked } = member;
  const words = blocked ? `${name} can use the app again.` : `${name} cannot use the app any more.`;
  return (
    <Section small heading="Access to the app">
      <NoticeText>
        {blocked
          ? 'They are blocked: nothing here is open to them.'
          : 'Blocking closes the app and the bot to them at once. You can let them back in.'}
      </NoticeText>
      <Row>
        <Button disabledFocusable={pending} onClick={() => act(words, () => block(id, !blocked))}>
          {blocked ? 'Let them back in' : 'Block them'}
        </Button>
      </Row>
    </Section>
  );
}

/** @param onErase asks whether to delete everything about them */
export function Erasure({ onErase }: { onErase: () => void }) {
  return (
    <Section small heading="What is held about them">
      <NoticeText>They see it, keep it and delete it on their own page of preferences.</NoticeText>
      <Row>
        <Button onClick={onErase}>Delete everything about them</Button>
      </Row>
    </Section>
  );
}

const Row = ({ children }: { children: ReactNode }) => <div className={useStyles().row}>{children}</div>;
