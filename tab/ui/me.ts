import { useQuery } from '@tanstack/react-query';
import type { Area, Me } from '../../bot/api/contract.ts';
import { meQuery } from '../api.ts';

/** The person who is signed in. Only for pages, which are drawn once that is known. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error('a page was drawn before the person was known');
  return data;
}

export function useArea(id: string): Area | undefined {
  return useMe().areas.find((area) => area.id === id);
}

/** Where Coordinate begins: a borough contact has no events to run, and people to answer for. */
export const coordinateStart = (can: Me['can']): string =>
  can.manageEvents ? '/coordinate/events' : '/coordinate/people';
