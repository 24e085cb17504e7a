import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ContentRecord } from '../../bot/api/contract-questions.ts';
import { Beside } from '../ui/beside.tsx';
import { fullDayOf } from '../ui/dates.ts';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, Notice, NoticeText } from '../ui/states.tsx';
import { fieldsOf, missingOf, recordFrom, writtenFrom } from './fields.ts';
import { PreviewBox } from './preview.tsx';
import { changeRecord, type Fields } from './queries.ts';
import { RecordFields } from './record-fields.tsx';

type RecordFormProps = {
  was: ContentRecord;
  onSaved: (record: ContentRecord) => void;
  onTakeAway: () => void;
};

/** The form of one record, with what the bot would make of it beside. */
export function RecordForm({ was, onSaved, onTakeAway }: RecordFormProps) {
  const look = useLook();
  const { kind, title, reviewDue } = was;
  const fields = fieldsOf(kind, false);
  const [written, setWritten] = useState(writtenFrom(fields, was.record));
  const [checked, setChecked] = useState(false);
  const record = recordFrom(fields, written, was.record);
  const missing = missingOf(fields, record);
  const { mutate, isPending, error } = useAct((record: Fields) => changeRecord(was, record), onSaved);
  const save = () => {
    setChecked(true);
    if (missing) return document.getElementById(missing.name)?.focus();
    mutate(record);
  };
  return (
    <Beside aside={<PreviewBox kind={kind} record={record} first={questionOf(was)} />}>
      <Section heading={title}>
        {was.record.state === 'draft' && (
          <NoticeText>This is a draft. The bot does not answer with it yet.</NoticeText>
        )}
        {reviewDue && (
          <Notice icon="calendar" heading="Does it still hold?">
            <NoticeText>
              Its day of review has come. Change it below, or say that it still holds: then you are asked
              again in a year.
            </NoticeText>
            <Button disabledFocusable={isPending} onClick={() => mutate(was.record)}>
              It still holds
            </Button>
          </Notice>
        )}
        <Card>
          <RecordFields
            fields={fields}
            written={written}
            onChange={setWritten}
            missing={checked ? missing : undefined}
          />
          {error && <NoticeText>{describe(error).message}</NoticeText>}
          <div className={look.buttons}>
            <Button appearance="primary" disabledFocusable={isPending} onClick={save}>
              Save
            </Button>
            <Button onClick={onTakeAway}>Take it away</Button>
          </div>
          <Origin was={was} />
        </Card>
      </Section>
    </Beside>
  );
}

/** Who wrote it and when, or that it came with the app. */
function Origin({ was: { kind, record, edited } }: { was: ContentRecord }) {
  if (kind === 'faq') {
    const { author, answeredOn } = record as { author: string; answeredOn: string };
    return (
      <NoticeText>
        {author} answered this on {fullDayOf(answeredOn)}.
      </NoticeText>
    );
  }
  return edited && <NoticeText>It differs from what came with the app.</NoticeText>;
}

const questionOf = ({ kind, title, record }: ContentRecord): string => {
  if (kind === 'signpost') return (record.aliases as string[])[0] ?? title;
  return kind === 'faq' ? title : `What is ${title}?`;
};
