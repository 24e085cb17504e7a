import { Button } from '@fluentui/react-components';
import { FindPerson } from '../ui/find-person.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useAct } from '../ui/outcome.tsx';
import { walkIn } from './session-queries.ts';

type WalkInProps = {
  sessionId: string;
  onDone: (words: string) => void;
  onFailed: (words: string) => void;
};

/** Gives somebody who walked in a place, and checks them in. Needs the connection: they must be found first. */
export function WalkIn({ sessionId, onDone, onFailed }: WalkInProps) {
  const hidden = useHidden();
  const act = useAct(
    (memberId: string) => walkIn(sessionId, memberId, crypto.randomUUID()),
    ({ message }) => onDone(message),
  );
  return (
    <FindPerson label="Search for a member">
      {({ id, name }) => (
        <Button
          disabledFocusable={act.isPending}
          onClick={() => act.mutate(id, { onError: ({ message }) => onFailed(message) })}
        >
          Let in<span className={hidden}> {name}</span>
        </Button>
      )}
    </FindPerson>
  );
}
