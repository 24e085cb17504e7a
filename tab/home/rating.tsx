import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, segment } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { Chip, Chips } from '../ui/area-label.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { Why } from '../ui/why.tsx';

type Rated = { rating: 'like' | 'dislike'; comment?: string };
const thanks = 'Thank you. The coordinators read what did not help, and mend it.';

/** Whether an answer helped; where it did not, why. The last press counts. */
export function Rating({ given }: { given: string }) {
  const [rating, setRating] = useState<Rated['rating']>();
  const rate = useMutation({
    scope: { id: `rating ${given}` },
    mutationFn: (rated: Rated) => call('POST', `/api/given-answers/${segment(given)}/rating`, rated),
    onSuccess: (_, { rating, comment }) => {
      setRating(rating);
      if (rating === 'like' || comment) announce(comment ? thanks : 'Thank you');
    },
    onError: (problem) => announce(describe(problem).message),
  });
  const sent = rate.isSuccess && rate.variables.comment !== undefined;
  return (
    <>
      <Chips label="Did this help?">
        <Chip pressed={rating === 'like'} onPress={() => rate.mutate({ rating: 'like' })}>
          This helped
        </Chip>
        <Chip pressed={rating === 'dislike'} onPress={() => rate.mutate({ rating: 'dislike' })}>
          This did not help
        </Chip>
      </Chips>
      {rate.error && <NoticeText>{describe(rate.error).message}</NoticeText>}
      {rating === 'dislike' &&
        (sent ? (
          <NoticeText>{thanks}</NoticeText>
        ) : (
          <Why
            asks="What was wrong? (optional)"
            onSend={(comment) => rate.mutate({ rating: 'dislike', comment })}
          />
        ))}
    </>
  );
}
