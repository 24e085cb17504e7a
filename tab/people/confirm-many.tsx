import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Points } from '../ui/prose.tsx';
import { NoticeText } from '../ui/states.tsx';
import { confirmLibraries } from './queries.ts';
import { confirmable, peopleWords } from './words.ts';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

type ConfirmManyProps = { members: PersonRow[]; chosen: string[]; onChoose: (ids: string[]) => void };

/** Confirms the library for those who are chosen in the list, all at once. */
export function ConfirmMany({ members, chosen, onChoose }: ConfirmManyProps) {
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const { outcome, say } = useOutcome();
  const due = members.filter((each) => each.confirmDue && confirmable(each));
  const people = members.filter(({ id }) => chosen.includes(id));
  const act = useAct(confirmLibraries, ({ confirmed }) => {
    setAsking(false);
    onChoose([]);
    say({ words: `You confirmed the library for ${peopleWords(confirmed)}.` });
  });
  if (!members.some(confirmable)) return outcome;
  return (
    <>
      {outcome}
      {due.length > 0 && (
        <NoticeText>
          The library closes for {peopleWords(due.length)} unless somebody confirms that they still need it.
        </NoticeText>
      )}
      <div className={styles.buttons}>
        {due.length > 0 && (
          <Button onClick={() => onChoose(due.map(({ id }) => id))}>
            Choose all who are due ({due.length})
          </Button>
        )}
        <Button disabledFocusable={people.length === 0} onClick={() => setAsking(true)}>
          {people.length === 0
            ? 'Confirm the library for those chosen'
            : `Confirm the library for ${peopleWords(people.length)}`}
        </Button>
      </div>
      {asking && (
        <Ask
          title={`Confirm the library for ${peopleWords(people.length)}?`}
          act="Confirm"
          pending={act.isPending}
          failure={act.error}
          onAct={() => act.mutate(people.map(({ id }) => id))}
          onClose={() => setAsking(false)}
        >
          <NoticeText>
            You say that they still work there and still need it. Each keeps the library until it is due
            again.
          </NoticeText>
          <Points lines={people.map(({ name, post }) => (post ? `${name}, ${post}` : name))} />
        </Ask>
      )}
    </>
  );
}
