import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { ContentKind } from '../../bot/api/contract-questions.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { TextLink } from '../ui/link.tsx';
import { Loaded, NotFound } from '../ui/states.tsx';
import { Editor } from './editor.tsx';
import { isKind, kindNames } from './kinds.ts';
import { NewRecord } from './new-record.tsx';
import { listOf, newId } from './places.ts';
import { recordQuery } from './queries.ts';

/** One thing that the bot answers from, to change; or a new one to write. */
export default function RecordPage() {
  const { kind = '', id = '' } = useParams();
  const known = isKind(kind) ? kind : undefined;
  const isNew = id === newId;
  const add = known && kindNames[known].add;
  const title = (isNew && add) || (known ? `Change this ${kindNames[known].one}` : 'Page not found');
  return (
    <CoordinatePage title={title} needs="answer" at="/coordinate/questions/knows">
      <div>
        <TextLink to={listOf(known ?? 'faq')}>What the bot knows</TextLink>
      </div>
      {known && (!isNew || add) ? (
        isNew ? (
          <NewRecord key={known} kind={known} />
        ) : (
          <Known key={`${known} ${id}`} kind={known} id={id} />
        )
      ) : (
        <NotFound what="page" />
      )}
    </CoordinatePage>
  );
}

function Known({ kind, id }: { kind: ContentKind; id: string }) {
  const record = useQuery(recordQuery(kind, id));
  return (
    <Loaded query={record} what={kindNames[kind].one} skeleton={[28, 64, 120, 120]}>
      {(record) => <Editor record={record} />}
    </Loaded>
  );
}
