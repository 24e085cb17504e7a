import type { AudienceSize } from '../../bot/api/contract.ts';

/** "1 person", "412 people" */
export const peopleWords = (count: number) => (count === 1 ? '1 person' : `${count} people`);

/** "412 people, 380 can be reached in Teams" */
export const audienceWords = ({ people, reachable }: AudienceSize) =>
  `${peopleWords(people)}, ${reachable} can be reached in Teams`;

export const notCounted = 'We could not count how many people this is.';
