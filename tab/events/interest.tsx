import { Button } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EventDetail } from '../../bot/api/contract-events.ts';
import { eventQuery, setInterest } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { describe, NoticeText } from '../ui/states.tsx';

/** "Tell me when the date is known", and the way back from it. */
export function Interest({ event }: { event: EventDetail }) {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (on: boolean) => setInterest(event.id, on),
    onSuccess: ({ interested }) => {
      client.setQueryData(eventQuery(event.id).queryKey, (old) => old && { ...old, interested });
      announce(interested ? told : 'We will not tell you.');
    },
    onError: (problem) => announce(describe(problem).message),
  });
  return (
    <>
      <Button
        size="large"
        appearance={event.interested ? 'secondary' : 'primary'}
        disabledFocusable={isPending}
        onClick={() => mutate(!event.interested)}
      >
        {event.interested ? 'Do not tell me' : 'Tell me when the date is known'}
      </Button>
      {event.interested && <NoticeText>{told}</NoticeText>}
      {error && <NoticeText>{describe(error).message}</NoticeText>}
    </>
  );
}

const told = 'We will tell you when the date is known.';
