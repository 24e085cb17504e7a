import type { Right } from '../bot/domain/members/access.ts';

/**
 * Who may do what, written by hand from what was agreed, person by person of demo.yaml: the other side of
 * access.ts. A right that stands here and not there, or the other way round, is a door left open or shut.
 */
export const allowed: Record<string, Right[]> = {
  asha: ['use', 'openLibrary'],
  ben: ['use', 'openLibrary'],
  chidi: ['use', 'openLibrary'],
  hana: ['use'],
  imran: ['use', 'openLibrary', 'vouch'],
  dana: ['use'],
  efe: [
    'use',
    'openLibrary',
    'vouch',
    'announce',
    'answer',
    'manageEvents',
    'managePeople',
    'manageAuthorities',
  ],
  farah: [
    'use',
    'openLibrary',
    'vouch',
    'announce',
    'answer',
    'manageEvents',
    'managePeople',
    'manageAuthorities',
    'administer',
  ],
  // Not let in: unsigned authority, two boroughs and no choice yet, partner's colleague whom nobody named, unknown tenant.
  gus: [],
  kit: [],
  lena: [],
  jo: [],
};
