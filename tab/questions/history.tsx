import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContentChange, ContentRecord } from '../../bot/api/contract-questions.ts';
import { Ask } from '../ui/box.tsx';
import { momentOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { useAct } from '../ui/outcome.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { historyQuery, undo } from './queries.ts';

type HistoryProps = {
  record: ContentRecord;
  /** Called with what is left of it. */
  onUndone: (record: ContentRecord | null) => void;
};

/** Who changed a record and when, with a way back to before each change. */
export function History({ record, onUndone }: HistoryProps) {
  const hidden = useHidden();
  const history = useQuery(historyQuery(record.kind, record.id));
  const [asking, setAsking] = useState<ContentChange>();
  const act = useAct(
    ({ id }: ContentChange) => undo(record, id),
    (undone) => {
      setAsking(undefined);
      onUndone(undone);
    },
  );
  return (
    <Section small heading="What was changed">
      <Loaded query={history} skeleton={[40]}>
        {({ changes }) =>
          changes.length > 0 ? (
            <Rows ordered>
              {changes.map((change) => (
                <Row key={change.id} words={wordsOf(change)}>
                  {change.did !== 'made' && (
                    <Button size="small" onClick={() => setAsking(change)}>
                      Undo<span className={hidden}> what was changed on {momentOf(change.at)}</span>
                    </Button>
                  )}
                </Row>
              ))}
            </Rows>
          ) : (
            <NoticeText>Nothing. It is as it came with the app.</NoticeText>
          )
        }
      </Loaded>
      {asking && (
        <Ask
          title="Undo this change?"
          act="Undo"
          pending={act.isPending}
          failure={act.error}
          onAct={() => act.mutate(asking)}
          onClose={() => setAsking(undefined)}
        >
          <NoticeText>{wordsOf(asking)}</NoticeText>
          <NoticeText>
            It goes back to how it was before
            {history.data?.changes[0]?.id !== asking.id && ', without what was changed since'}. The bot
            answers so at once. You can undo that as well.
          </NoticeText>
        </Ask>
      )}
    </Section>
  );
}

const did: Record<ContentChange['did'], string> = {
  made: 'wrote it',
  changed: 'changed it',
  published: 'approved it',
  'taken away': 'took it away',
  undone: 'went back to an earlier state',
};

function wordsOf({ at, by, did: what, fields }: ContentChange): string {
  const changed = what === 'changed' && fields.length > 0 ? `: ${fields.join(', ')}` : '';
  return `${momentOf(at)}: ${by ?? 'Somebody who has left'} ${did[what]}${changed}.`;
}
