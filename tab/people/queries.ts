/** What these pages ask of the service. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AudienceSize, Role } from '../../bot/api/contract.ts';
import type { Erased } from '../../bot/api/contract-day.ts';
import type * as Contract from '../../bot/api/contract-people.ts';
import { call, get, Problem, segment, withQuery } from '../api.ts';

export type ContactFilter = { search: string; organisation: string };
export type Network = Contract.NetworkRow & { members: number };
export type NetworkMember = { id: string; name: string; organisation: string; post: string | null };
export type AudienceLists = Omit<Contract.SavedAudience, 'id' | 'name' | 'people' | 'mayChange'>;
type AuthorityChange = Pick<Contract.Authority, 'signed' | 'signedOn' | 'domains' | 'library'>;

const base = '/api/people';
// Colleagues change the same things at the same time.
const asksEachTime = { staleTime: 0 };

export const requestsQuery = queryOptions({
  queryKey: ['people', 'requests'],
  queryFn: () => get<{ requests: Contract.AccessRequest[]; total: number }>(`${base}/requests`),
  ...asksEachTime,
});

export const authoritiesQuery = queryOptions({
  queryKey: ['people', 'authorities'],
  queryFn: () => get<{ authorities: Contract.Authority[] }>(`${base}/authorities`),
});

export const contactsQuery = (filter: ContactFilter) =>
  queryOptions({
    queryKey: ['people', 'contacts', filter],
    queryFn: () =>
      get<{ contacts: Contract.ContactRow[]; total: number }>(withQuery(`${base}/contacts`, filter)),
    placeholderData: keepPreviousData,
    ...asksEachTime,
  });

export const networksQuery = queryOptions({
  queryKey: ['people', 'networks'],
  queryFn: () => get<{ networks: Network[] }>(`${base}/networks`),
  ...asksEachTime,
});

export const networkMembersQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'networks', id, 'members'],
    queryFn: () => get<{ members: NetworkMember[] }>(`${base}/networks/${segment(id)}/members`),
    ...asksEachTime,
  });

export const postsQuery = queryOptions({
  queryKey: ['people', 'posts'],
  queryFn: () => get<{ posts: string[] }>(`${base}/posts`),
});

export const audiencesQuery = queryOptions({
  queryKey: ['people', 'audiences'],
  queryFn: () => get<{ audiences: Contract.SavedAudience[] }>(`${base}/audiences`),
  ...asksEachTime,
});

export const audienceSizeQuery = (lists: AudienceLists) =>
  queryOptions({
    queryKey: ['people', 'audience size', lists],
    queryFn: () => call<AudienceSize>('POST', `${base}/audiences/size`, lists),
    placeholderData: keepPreviousData,
  });

const auditAtOnce = 100;
export const auditQuery = infiniteQueryOptions({
  queryKey: ['people', 'audit'],
  queryFn: ({ pageParam }) =>
    get<{ entries: Contract.AuditEntry[] }>(withQuery(`${base}/audit`, { before: pageParam })),
  initialPageParam: '',
  getNextPageParam: ({ entries }) => (entries.length < auditAtOnce ? undefined : String(entries.at(-1)?.id)),
  ...asksEachTime,
});

export const sendingQuery = queryOptions({
  queryKey: ['people', 'sending'],
  queryFn: () => get<Contract.Sending>('/api/sending'),
  ...asksEachTime,
});

export const recordedQuery = queryOptions({
  queryKey: ['people', 'recorded'],
  queryFn: () => get<{ messages: Contract.RecordedMessage[] }>('/api/sending/recorded'),
  ...asksEachTime,
});

/** @param organisation where the person's tenant is unknown: whose it is */
export const decide = (id: string, approve: boolean, organisation?: string) =>
  call<{ request: Contract.AccessRequest }>('POST', `${base}/requests/${segment(id)}/decision`, {
    approve,
    organisation,
  });

type Person = { member: Contract.PersonRow };
const member = (id: string) => `${base}/members/${segment(id)}`;
export const openLibrary = (id: string, open: boolean) =>
  call<Person>('PUT', `${member(id)}/library`, { open });
export const confirmLibrary = (id: string) => call<Person>('POST', `${member(id)}/library/confirm`);
export const confirmLibraries = (members: string[]) =>
  call<{ confirmed: number }>('POST', `${base}/library/confirm`, { members });
export const confirmPost = (id: string, post: string | null) =>
  call<Person>('PUT', `${member(id)}/post`, { post });
export const setAuthority = (id: string, organisation: string) =>
  call<Person>('PUT', `${member(id)}/authority`, { organisation });
export const block = (id: string, blocked: boolean) =>
  call<Person>('PUT', `${member(id)}/blocked`, { blocked });
export const eraseMember = (id: string) => call<Erased>('DELETE', member(id), { typed: 'delete' });
export const setRole = (id: string, role: Role, inCharge: string[]) =>
  call<Person>('PUT', `${member(id)}/role`, { role, inCharge });

const authority = (id: string) => `${base}/authorities/${segment(id)}`;
export const changeAuthority = (id: string, change: AuthorityChange) => call('PUT', authority(id), change);
export const chooseLibrary = (id: string, library: Contract.Authority['library']) =>
  call('PUT', `${authority(id)}/library`, { library });
export const addTenant = (id: string, tenantId: string) =>
  call('POST', `${authority(id)}/tenants`, { tenantId });
export const removeTenant = (id: string, tenantId: string) =>
  call('DELETE', `${authority(id)}/tenants/${segment(tenantId)}`);

export const removeContact = (id: string) => call('DELETE', `${base}/contacts/${segment(id)}`);

/** Imports a file of contacts, or only checks it. A file with faults is an answer like any other. */
export function importContacts(file: File, check: boolean): Promise<Contract.ContactImport> {
  return call<Contract.ContactImport>(
    'POST',
    `${base}/contacts/import${check ? '?check=1' : ''}`,
    file,
  ).catch((problem) => {
    if (problem instanceof Problem && isImport(problem.answer)) return problem.answer;
    throw problem;
  });
}

const isImport = (answer: unknown): answer is Contract.ContactImport =>
  typeof answer === 'object' && answer !== null && 'faults' in answer;

const network = (id: string) => `${base}/networks/${segment(id)}`;
export const setByInvitation = (id: string, byInvitation: boolean) =>
  call('PUT', network(id), { byInvitation });
export const setInNetwork = (id: string, memberId: string, inNetwork: boolean) =>
  call(inNetwork ? 'PUT' : 'DELETE', `${network(id)}/members/${segment(memberId)}`);

/** @param id of the audience that is changed; undefined for a new one */
export const saveAudience = (id: string | undefined, audience: AudienceLists & { name: string }) =>
  id
    ? call('PUT', `${base}/audiences/${segment(id)}`, audience)
    : call('POST', `${base}/audiences`, audience);
export const removeAudience = (id: string) => call('DELETE', `${base}/audiences/${segment(id)}`);

export const stopSending = (stopped: boolean) => call<Contract.Sending>('PUT', '/api/sending', { stopped });
export const resend = (id: string) =>
  call<Contract.Sending>('POST', `/api/sending/unconfirmed/${segment(id)}/resend`);
export const changeSettings = (settings: Contract.Sending['settings']) =>
  call('PUT', '/api/settings', settings);
