import type { ResourceType } from '../../bot/api/contract.ts';

/** What each type of resource is called on the page. */
export const typeNames: Record<ResourceType, string> = {
  'plan summary': 'Plan summary',
  report: 'Report',
  guide: 'Guide',
  website: 'Website',
};
