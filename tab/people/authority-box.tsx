import { Button, Checkbox, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Box } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { type AuthorityBoxProps, LibraryChoice } from './library-box.tsx';
import { changeAuthority } from './queries.ts';
import { Tenants } from './tenants.tsx';
import { peopleWords } from './words.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  day: { maxWidth: '220px' },
});

/** Changes one authority. Tenants change at once; the rest when it is saved. */
export function AuthorityBox({ authority, onClose, onSaved }: AuthorityBoxProps) {
  const styles = useStyles();
  const { id, name, kind, members } = authority;
  const [signed, setSigned] = useState(authority.signed);
  const [signedOn, setSignedOn] = useState(authority.signedOn ?? '');
  const [domains, setDomains] = useState(authority.domains.join('\n'));
  const [library, setLibrary] = useState(authority.library);
  const save = useAct(
    () =>
      changeAuthority(id, {
        signed,
        signedOn: signed && signedOn ? signedOn : null,
        domains: domains.split(/[\s,;]+/).filter(Boolean),
        library,
      }),
    () => onSaved(`${name} is saved.`),
  );
  return (
    <Box
      title={name}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={save.isPending} onClick={() => save.mutate()}>
            Save
          </Button>
          <Button onClick={onClose}>Close without saving</Button>
        </>
      }
    >
      <div className={styles.form}>
        {kind === 'authority' && (
          <>
            <Checkbox
              label="Has signed the Data Sharing Protocol"
              checked={signed}
              onChange={(_, { checked }) => setSigned(checked === true)}
            />
            {signed && (
              <Field className={styles.day} label="Signed on" hint="Leave it empty if you do not know">
                <Input type="date" value={signedOn} onChange={(_, { value }) => setSignedOn(value)} />
              </Field>
            )}
            {authority.signed !== signed && (
              <NoticeText>
                {signed
                  ? `Once you save, people who sign in from ${name} can use the app.`
                  : `Once you save, the app closes to everybody of ${name} (${peopleWords(members)}), on pages that are already open too. It opens again when you say that they have signed.`}
              </NoticeText>
            )}
          </>
        )}
        {kind !== 'partner' && <LibraryChoice chosen={library} onChoose={setLibrary} />}
        <Field label="E-mail domains" hint="One on each line, such as camden.gov.uk">
          <Textarea rows={2} value={domains} onChange={(_, { value }) => setDomains(value)} />
        </Field>
        {save.error && <NoticeText>{describe(save.error).message}</NoticeText>}
      </div>
      <Section small heading="Where its people sign in">
        <Tenants authority={authority} />
      </Section>
    </Box>
  );
}
