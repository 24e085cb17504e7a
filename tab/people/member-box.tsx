import { useState } from 'react';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { Box } from '../ui/box.tsx';
import { useMe } from '../ui/me.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { Access, Authority, Erasure, Library, type PartProps, Post } from './member-parts.tsx';

type Act = { words: string; run: () => Promise<{ member: PersonRow }> };

/** What can be changed about one person. Each act is done at once, and its undoing stands in its place. */
export function MemberBox({
  member,
  onErase,
  onClose,
}: {
  member: PersonRow;
  onErase: () => void;
  onClose: () => void;
}) {
  const { can } = useMe();
  const [person, setPerson] = useState(member);
  const { outcome, say } = useOutcome();
  const { mutate, isPending, error } = useAct(
    ({ run }: Act) => run(),
    (answer, { words }) => {
      setPerson(answer.member);
      say({ words });
    },
  );
  const part: PartProps = {
    member: person,
    act: (words, run) => mutate({ words, run }),
    pending: isPending,
  };
  return (
    <Box title={person.name} onClose={onClose}>
      <NoticeText>{[person.email, person.organisation.name].filter(Boolean).join(' · ')}</NoticeText>
      {outcome}
      {error && <NoticeText>{describe(error).message}</NoticeText>}
      <Library {...part} />
      {can.managePeople && <Post {...part} />}
      {can.managePeople && <Authority key={person.organisation.id} {...part} />}
      {can.managePeople && <Access {...part} />}
      {can.administer && !person.you && <Erasure onErase={onErase} />}
    </Box>
  );
}
