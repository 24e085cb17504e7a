import type { PersonRow } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { Points } from '../ui/prose.tsx';
import { eraseMember } from './queries.ts';

type Props = { member: PersonRow; onDone: (words: string) => void; onClose: () => void };

/** Deletes everything about somebody who asked for it. */
export function EraseBox({ member, onDone, onClose }: Props) {
  const { id, name } = member;
  const { mutate, isPending, error } = useAct(
    () => eraseMember(id),
    () => onDone(`Everything that was held about ${name} is deleted.`),
  );
  return (
    <Ask
      title={`Delete everything that is held about ${name}?`}
      act="Delete everything"
      word="delete"
      pending={isPending}
      failure={error}
      onAct={() => mutate(undefined)}
      onClose={onClose}
    >
      <Points
        lines={[
          'For who has asked for it. They are not told: write to them yourself.',
          'Their places at events to come are cancelled, and go to who waits. Their questions, answers and choices go, and their role and library access.',
          'What they answered others or wrote for everybody stays, without their name.',
        ]}
      />
    </Ask>
  );
}
