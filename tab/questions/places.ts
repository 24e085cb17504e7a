/** Addresses of what the bot knows. */
import type { ContentKind } from '../../bot/api/contract-questions.ts';
import { segment } from '../api.ts';

const knows = '/coordinate/questions/knows';
const most = 10;

/** Where the address says that something new is to be written. No record can be called so. */
export const newId = '_new';

export const listOf = (kind: ContentKind) => `${knows}?kind=${kind}`;
export const placeOf = ({ kind, id }: { kind: ContentKind; id: string }) => `${knows}/${kind}/${segment(id)}`;

/** A new answer to a question in several wordings. They stand in the address, so that a refresh keeps them. */
export const newAnswer = (questions: string[]) =>
  `${placeOf({ kind: 'faq', id: newId })}?${new URLSearchParams(questions.slice(0, most).map((each) => ['question', each]))}`;
