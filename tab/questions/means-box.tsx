import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContentRecord, UnansweredGroup } from '../../bot/api/contract-questions.ts';
import { Box } from '../ui/box.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useAct } from '../ui/outcome.tsx';
import { Points } from '../ui/prose.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';
import { kindNames } from './kinds.ts';
import { addWordings, recordsQuery } from './queries.ts';

const shownAtMost = 8;

type MeansBoxProps = { group: UnansweredGroup; onClose: () => void; onMatched: (title: string) => void };

/** Finds what answers a question already, and makes the question another way to ask for it. */
export function MeansBox({ group, onClose, onMatched }: MeansBoxProps) {
  const hidden = useHidden();
  const [search, setSearch] = useState('');
  const faqs = useQuery({ ...recordsQuery('faq', search), enabled: search !== '' });
  const items = useQuery({ ...recordsQuery('item', search), enabled: search !== '' });
  const wordings = [...new Set([group.question, ...group.wordings])];
  const { mutate, isPending, error } = useAct(
    (record: ContentRecord) => addWordings(record, wordings),
    (_, { title }) => onMatched(title),
  );
  return (
    <Box
      title="Which of these answers it?"
      onClose={onClose}
      actions={<Button onClick={onClose}>None of these</Button>}
    >
      <NoticeText>Whoever asks in these words then gets that answer:</NoticeText>
      <Points lines={wordings} />
      <search>
        <SearchField label="Search for what answers it" value={search} onChange={setSearch} />
      </search>
      {error && <NoticeText>{describe(error).message}</NoticeText>}
      {search && (
        <Loaded query={items} skeleton={[40, 40]}>
          {({ records }) => {
            const live = (faqs.data?.records ?? []).filter(({ record }) => record.state === 'live');
            const found = [...live, ...records].slice(0, shownAtMost);
            if (found.length === 0)
              return <NoticeText>Nothing matches. Try another word, or write an answer.</NoticeText>;
            return (
              <Rows>
                {found.map((record) => (
                  <Row
                    key={`${record.kind} ${record.id}`}
                    words={`${record.title} (${kindNames[record.kind].one})`}
                  >
                    <Button size="small" disabledFocusable={isPending} onClick={() => mutate(record)}>
                      This one<span className={hidden}>: {record.title}</span>
                    </Button>
                  </Row>
                ))}
              </Rows>
            );
          }}
        </Loaded>
      )}
    </Box>
  );
}
