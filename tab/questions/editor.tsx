import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'react-router';
import type { ContentRecord } from '../../bot/api/contract-questions.ts';
import { Ask } from '../ui/box.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Quote } from '../ui/quote.tsx';
import { Notice, NoticeText } from '../ui/states.tsx';
import { History } from './history.tsx';
import { kindNames } from './kinds.ts';
import { listOf } from './places.ts';
import { bringBack, takeAway } from './queries.ts';
import { RecordForm } from './record-form.tsx';

/** @param record as it stands now; what is written in the form stays while others change it */
export function Editor({ record }: { record: ContentRecord }) {
  const { state } = useLocation();
  const [was, setWas] = useState(record);
  const [gone, setGone] = useState(false);
  const [asking, setAsking] = useState(false);
  const { outcome, say } = useOutcome(state?.said);
  const { kind, title } = was;
  const show = (now: ContentRecord, words: string) => {
    setWas(now);
    setGone(false);
    say({ words });
  };
  const back = useAct(bringBack, (now: ContentRecord) => show(now, `“${now.title}” is back.`));
  const away = useAct(takeAway, () => {
    setAsking(false);
    setGone(true);
    say({
      words: `“${title}” is taken away. The bot does not answer from it any more.`,
      undo: { text: 'Undo', act: () => back.mutate(was) },
    });
  });

  const undone = (now: ContentRecord | null) => {
    if (now) return show(now, 'It is undone.');
    setGone(true);
    say({ words: 'It is undone, so that it is gone. The bot does not answer from it any more.' });
  };

  if (gone)
    return (
      <>
        {outcome}
        <div>
          <ButtonLink to={listOf(kind)}>Back to the list</ButtonLink>
        </div>
      </>
    );
  return (
    <>
      {outcome}
      {record.change > was.change && (
        <Notice icon="info" heading="Somebody has changed it meanwhile">
          <NoticeText>What you have written is not saved. It goes when you look at theirs.</NoticeText>
          <Button onClick={() => show(record, 'This is how it stands now.')}>Look at theirs</Button>
        </Notice>
      )}
      <RecordForm
        key={was.change}
        was={was}
        onSaved={(now) => show(now, savedWords(now))}
        onTakeAway={() => setAsking(true)}
      />
      <History record={was} onUndone={undone} />
      {asking && (
        <Ask
          title={`Take this ${kindNames[kind].one} away?`}
          act="Take it away"
          pending={away.isPending}
          failure={away.error}
          onAct={() => away.mutate(was)}
          onClose={() => setAsking(false)}
        >
          <Quote>{title}</Quote>
          <NoticeText>
            The bot stops answering from it at once, for everybody. You can bring it back by undoing.
          </NoticeText>
        </Ask>
      )}
    </>
  );
}

const savedWords = ({ title, record }: ContentRecord) =>
  record.state === 'draft'
    ? `“${title}” is saved. It is a draft until another coordinator approves it.`
    : `“${title}” is saved. The bot answers so from now on.`;
