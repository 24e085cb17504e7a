import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Area } from '../../bot/api/contract.ts';
import { followArea, meQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { AreaChoice } from '../ui/area-label.tsx';
import { TextLink } from '../ui/link.tsx';
import { useMe } from '../ui/me.ts';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';

/** The areas that the person follows, each pressed or not. */
export function Follow() {
  const { follows } = useMe();
  const client = useQueryClient();
  const change = useMutation({
    // One press after the other, each from the state that the one before it left.
    scope: { id: 'follow' },
    mutationFn: ({ id }: Area) => {
      const before = client.getQueryData(meQuery.queryKey)?.follows ?? follows;
      return followArea(id, !before.includes(id));
    },
    onSuccess: ({ follows: now }, area) => {
      client.setQueryData(meQuery.queryKey, (me) => me && { ...me, follows: now });
      announce(now.includes(area.id) ? `You now follow ${area.name}` : `You no longer follow ${area.name}`);
    },
    onError: (problem) => announce(describe(problem).message),
  });
  return (
    <Section heading="Areas you follow">
      <NoticeText>
        {follows.length === 0
          ? 'Start here: choose the areas you work in. Announcements about them then reach you in the chat.'
          : 'Announcements about these areas reach you in the chat. Press one to follow it or to stop.'}
      </NoticeText>
      <AreaChoice chosen={follows} onToggle={(area) => change.mutate(area)} />
      <NoticeText>
        <TextLink to="/preferences">Choose when messages reach you, and how</TextLink>
      </NoticeText>
      {change.error && <NoticeText>{describe(change.error).message}</NoticeText>}
    </Section>
  );
}
