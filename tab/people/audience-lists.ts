import { useQuery } from '@tanstack/react-query';
import { useMe } from '../ui/me.ts';
import { type AudienceLists, authoritiesQuery, networksQuery, postsQuery } from './queries.ts';

export type ListName = keyof AudienceLists;
type Option = { id: string; name: string };

export const listTitles: Record<ListName, string> = {
  organisations: 'Authorities and partners',
  careSystems: 'Integrated care systems',
  posts: 'Confirmed posts',
  areas: 'Followers of an area',
  networks: 'Networks',
};

export const emptyLists: AudienceLists = {
  organisations: [],
  careSystems: [],
  posts: [],
  areas: [],
  networks: [],
};

/** What can be chosen in each list of an audience, as far as it is known yet. */
export function useListOptions(): Record<ListName, Option[]> {
  const { areas } = useMe();
  const authorities = useQuery(authoritiesQuery).data?.authorities ?? [];
  const networks = useQuery(networksQuery).data?.networks ?? [];
  const posts = useQuery(postsQuery).data?.posts ?? [];
  const careSystems = new Set(authorities.map(({ careSystem }) => careSystem ?? '').filter(Boolean));
  const same = (name: string) => ({ id: name, name });
  return {
    organisations: authorities,
    careSystems: [...careSystems].sort().map(same),
    posts: posts.map(same),
    areas,
    networks,
  };
}

/** Says whom lists mean: "Camden or Croydon; SEND lead". */
export function useListNames(): (lists: AudienceLists) => string {
  const options = useListOptions();
  return (lists) => {
    const used = (Object.keys(listTitles) as ListName[]).filter((list) => lists[list].length > 0);
    if (used.length === 0) return 'Everybody';
    const words = used.map((list) => {
      const names = lists[list].map((id) => options[list].find((each) => each.id === id)?.name ?? id);
      return `${listTitles[list]}: ${names.join(' or ')}`;
    });
    return `${words.join('. ')}.`;
  };
}
