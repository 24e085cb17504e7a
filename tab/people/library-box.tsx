import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { Authority } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { chooseLibrary } from './queries.ts';

type Library = Authority['library'];
export type AuthorityBoxProps = {
  authority: Authority;
  onClose: () => void;
  onSaved: (words: string) => void;
};

/** Who of an authority's staff may open the library. */
export function LibraryChoice({
  chosen,
  onChoose,
}: {
  chosen: Library;
  onChoose: (library: Library) => void;
}) {
  return (
    <Field label="Who may open the library">
      <RadioGroup value={chosen} onChange={(_, { value }) => onChoose(value as Library)}>
        <Radio value="approved" label="People who have been approved" />
        <Radio value="all staff" label="All staff" />
      </RadioGroup>
    </Field>
  );
}

/** The same by itself, for those who may change nothing else of an authority. */
export function LibraryBox({ authority, onClose, onSaved }: AuthorityBoxProps) {
  const { id, name } = authority;
  const [library, setLibrary] = useState(authority.library);
  const save = useAct(
    () => chooseLibrary(id, library),
    () =>
      onSaved(
        library === 'all staff'
          ? `All staff of ${name} can open the library.`
          : `People of ${name} who have been approved can open the library.`,
      ),
  );
  return (
    <Ask
      title={`The library in ${name}`}
      act="Save"
      pending={save.isPending}
      failure={save.error}
      onAct={() => save.mutate()}
      onClose={onClose}
    >
      <LibraryChoice chosen={library} onChoose={setLibrary} />
      <NoticeText>
        It holds from the next page that somebody opens. Who has been approved stays approved.
      </NoticeText>
    </Ask>
  );
}
