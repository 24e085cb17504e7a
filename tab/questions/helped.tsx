import { useState } from 'react';
import type { Question } from '../../bot/api/contract-questions.ts';
import { Chip, Chips } from '../ui/area-label.tsx';
import { standingOf, useQuestionChange } from '../ui/questions.ts';
import { describe, NoticeText } from '../ui/states.tsx';
import { Why } from '../ui/why.tsx';
import { type Rated, rateReply } from './queries.ts';

/** Whether the last answer to one's own question helped. What did not help is open again, so that stands. */
export function Helped({ question }: { question: Question }) {
  const { id, text, state, replies } = question;
  const [pressed, setPressed] = useState(false);
  const reply = replies.at(-1);
  const rate = useQuestionChange(
    (rated: Rated) => rateReply(id, reply?.id ?? '', rated),
    (changed) =>
      changed.state === 'answered' ? 'Thank you' : `Your question is open again. ${standingOf(changed)}`,
  );
  if (!reply || state === 'closed') return null;
  const { rating, comment } = reply;
  return (
    <>
      {rating !== 'dislike' && (
        <Chips label={`Did this help? ${text}`}>
          <Chip pressed={rating === 'like'} onPress={() => rate.mutate({ rating: 'like' })}>
            This helped
          </Chip>
          <Chip
            pressed={false}
            onPress={() => {
              setPressed(true);
              rate.mutate({ rating: 'dislike' });
            }}
          >
            This did not help
          </Chip>
        </Chips>
      )}
      {rate.error && <NoticeText>{describe(rate.error).message}</NoticeText>}
      {rating === 'dislike' && !comment && (
        <Why
          asks="What is missing? (optional)"
          takesFocus={pressed}
          onSend={(comment) => rate.mutate({ rating: 'dislike', comment })}
        />
      )}
    </>
  );
}
