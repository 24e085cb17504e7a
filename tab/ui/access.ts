/** Where the person stands and what they ask for: for the gate and for the library. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Standing } from '../../bot/api/contract-people.ts';
import { call, get, meQuery } from '../api.ts';
import { announce } from './announce.tsx';
import { describe } from './states.tsx';

export const standingQuery = queryOptions({
  queryKey: ['standing'],
  queryFn: () => get<Standing>('/api/standing'),
  staleTime: 0,
});

export type AccessAsked = {
  kind: 'join' | 'library';
  organisation?: string;
  post?: string;
  reason: string;
};

/** Changes where the person stands, and shows it. @param says what is said of it to screen readers */
export function useStandingChange<Change>(
  change: (change: Change) => Promise<Standing>,
  says: (standing: Standing) => string,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (standing) => {
      await client.cancelQueries({ queryKey: standingQuery.queryKey });
      client.setQueryData(standingQuery.queryKey, standing);
      announce(says(standing));
    },
    onError: (problem) => announce(describe(problem).message),
  });
}

export const askForAccess = (asked: AccessAsked) => call<Standing>('POST', '/api/requests', asked);

export const chooseAuthority = (organisation: string) =>
  call<Standing>('PUT', '/api/authority', { organisation });

/** Draws what is open to the person now, and puts the focus there: what they pressed is gone. */
export function useEnter(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.refetchQueries({ queryKey: meQuery.queryKey });
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    announce('You have access now');
    document.getElementById('main')?.focus();
  };
}
