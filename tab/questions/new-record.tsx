import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ContentKind } from '../../bot/api/contract-questions.ts';
import { Beside } from '../ui/beside.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { fieldsOf, missingOf, recordFrom, writtenFrom } from './fields.ts';
import { kindNames } from './kinds.ts';
import { learned } from './learn-fields.tsx';
import { placeOf } from './places.ts';
import { PreviewBox } from './preview.tsx';
import { addRecord, type Fields } from './queries.ts';
import { RecordFields } from './record-fields.tsx';

/** Something new for the bot to know. An unanswered question brings its wordings along. */
export function NewRecord({ kind }: { kind: ContentKind }) {
  const look = useLook();
  const [query] = useSearchParams();
  const go = useNavigate();
  const fields = fieldsOf(kind, true);
  const start: Fields = kind === 'faq' ? { questions: query.getAll('question') } : {};
  const [written, setWritten] = useState(writtenFrom(fields, start));
  const [checked, setChecked] = useState(false);
  const record = recordFrom(fields, written, kind === 'term' ? { origin: 'glossary' } : {});
  const missing = missingOf(fields, record);
  const add = useAct(
    () => addRecord(kind, record),
    (made) => {
      const words = `“${made.title}” is kept. ${learned[made.record.state === 'draft' ? 'draft' : 'live']}`;
      return go(placeOf(made), { replace: true, state: { said: words } });
    },
  );
  const save = () => {
    setChecked(true);
    if (missing) return document.getElementById(missing.name)?.focus();
    add.mutate();
  };
  return (
    <Beside aside={<PreviewBox kind={kind} record={record} first={firstOf(query.getAll('question'))} />}>
      <Card>
        <RecordFields
          fields={fields}
          written={written}
          onChange={setWritten}
          missing={checked ? missing : undefined}
        />
        {add.error && <NoticeText>{describe(add.error).message}</NoticeText>}
        <div className={look.buttons}>
          <Button appearance="primary" disabledFocusable={add.isPending} onClick={save}>
            Add this {kindNames[kind].one}
          </Button>
        </div>
      </Card>
    </Beside>
  );
}

const firstOf = (questions: string[]) => questions[0] ?? '';
