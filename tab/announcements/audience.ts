import { queryOptions, useQuery } from '@tanstack/react-query';
import type { AnnouncementAudience, Reach } from '../../bot/api/contract.ts';
import type { SavedAudience } from '../../bot/api/contract-people.ts';
import { get } from '../api.ts';
import { useMe } from '../ui/me.ts';

/** Under the key of the pages that change them, so that a change shows here. */
export const savedQuery = queryOptions({
  queryKey: ['people', 'audiences'],
  queryFn: () => get<{ audiences: SavedAudience[] }>('/api/people/audiences'),
  staleTime: 0,
});

/** How the audience is called inside a sentence: "everyone", "the followers of SEND", "“SEND leads”" */
export function useAudienceName(audience: AnnouncementAudience): string {
  const { areas } = useMe();
  const saved = useQuery(savedQuery).data?.audiences ?? [];
  if (audience.kind === 'saved') {
    const name = saved.find(({ id }) => id === audience.audience)?.name;
    return name ? `“${name}”` : 'the saved audience';
  }
  if (audience.kind === 'everyone') return 'everyone';
  return `the followers of ${areas.find(({ id }) => id === audience.area)?.name ?? audience.area}`;
}

/** "1 person", "412 people" */
export const peopleWords = (count: number) => (count === 1 ? '1 person' : `${count} people`);

/** "412 people, 380 can be reached in Teams" */
export const reachWords = ({ people, reachable, only }: Reach) =>
  `${peopleWords(people)}, ${reachable} can be reached in Teams${only ? `. You write to people in ${only} only` : ''}`;

export const notCounted = 'We could not count how many people this is.';
