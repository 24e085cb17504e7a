import { Button } from '@fluentui/react-components';
import type { GivenAnswer, Question } from '../../bot/api/contract-questions.ts';
import { AnswerText } from '../ui/answer-text.tsx';
import { AreaLabel } from '../ui/area-label.tsx';
import { fullDayOf, momentOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { TextLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { Card } from '../ui/prose.tsx';
import { NoticeText } from '../ui/states.tsx';
import { Replies } from './replies.tsx';

type OpenQuestionProps = {
  question: Question;
  pending: boolean;
  onClaim: () => void;
  onAnswer: () => void;
  onClose: () => void;
};

/** One question: who asked, who answers, what the bot had said, and what can be done. */
export function OpenQuestion({ question, pending, onClaim, onAnswer, onClose }: OpenQuestionProps) {
  const look = useLook();
  const hidden = useHidden();
  const { text, area, asker, network, askedAt, state, claimedByMe, replies, closedReason, given, faq } =
    question;
  const about = <span className={hidden}>: {text}</span>;
  const waits = state === 'open' || state === 'claimed';
  return (
    <Card>
      <div className={look.head}>
        <h2 className={look.words}>{text}</h2>
        <NoticeText>
          {asker ? `${asker.name}, ${asker.organisation}` : 'Somebody who has left'}
          {network ? ` asked ${network.name}` : ' asked'} on {momentOf(askedAt)}. {waits && due(question)}
        </NoticeText>
      </div>
      {area && (
        <div>
          <AreaLabel id={area} />
        </div>
      )}
      {given && <BotSaid given={given} />}
      <Replies replies={replies} asker={asker?.name ?? 'Whoever asked'} />
      {state === 'closed' && <NoticeText>Closed. {closedReason}</NoticeText>}
      {waits && (
        <div className={look.buttons}>
          <Button appearance="primary" onClick={onAnswer}>
            Answer{about}
          </Button>
          <Button disabledFocusable={pending} onClick={onClaim}>
            {claimedByMe ? 'Give it back' : 'I will answer'}
            {about}
          </Button>
          <Button onClick={onClose}>Close{about}</Button>
        </div>
      )}
      {state === 'answered' && (
        <div className={look.buttons}>
          {faq ? (
            <TextLink to={`/coordinate/questions/knows/faq/${faq}`}>
              What the bot learned from it{about}
            </TextLink>
          ) : (
            <Button onClick={onAnswer}>Add to what the bot knows{about}</Button>
          )}
        </div>
      )}
    </Card>
  );
}

function due({ claimedBy, claimedByMe, answerBy }: Question) {
  const who = claimedByMe ? 'You said that you will answer. ' : claimedBy ? `${claimedBy} will answer. ` : '';
  const late = answerBy < new Date().toISOString().slice(0, 10);
  return (
    <>
      {who}
      {late ? (
        <strong>An answer was promised by {fullDayOf(answerBy)}.</strong>
      ) : (
        `Answer by ${fullDayOf(answerBy)}.`
      )}
    </>
  );
}

function BotSaid({ given }: { given: GivenAnswer }) {
  const look = useLook();
  return (
    <details className={look.folded}>
      <summary>What the bot had said</summary>
      <AnswerText text={given.text} />
    </details>
  );
}
