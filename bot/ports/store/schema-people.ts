import type { ColumnType, Generated } from 'kysely';

/** The tables of schema.ts that say who people are. */
export type PeopleTables = {
  organisation: {
    id: string;
    position: number;
    details: Json<object>;
    kind: 'authority' | 'partner' | 'host';
    signed: boolean;
    /** YYYY-MM-DD: when the Data Sharing Protocol was signed. */
    signed_on: ColumnType<string | null, string | null | undefined, string | null>;
    /** Domains of its e-mail addresses, in lower case. */
    domains: ColumnType<string[], string | undefined, string>;
    /** Who of its staff opens the library: those approved one by one, or all. */
    library: ColumnType<
      'approved' | 'all staff',
      'approved' | 'all staff' | undefined,
      'approved' | 'all staff'
    >;
    edited_at: Date | null;
  };
  tenant: { id: string };
  tenant_organisation: { tenant_id: string; organisation_id: string };
  member: {
    id: string;
    tenant_id: string;
    object_id: string;
    organisation_id: string;
    name: string;
    role: 'member' | 'contact' | 'coordinator' | 'administrator';
    created_at: Date;
    seen_at: Date;
    /** False while a coordinator has yet to confirm the authority that the person chose. */
    organisation_confirmed: Generated<boolean>;
    email: string | null;
    post: string | null;
    post_confirmed: Generated<boolean>;
    /** Since when the person is approved for the library; null where they are not. */
    library_since: Date | null;
    library_confirmed_at: Date | null;
    /** Set once the lapse was noticed: coming back does not undo it. */
    library_lapsed_at: Date | null;
    /** Ids of the organisations that a coordinator is limited to; null for all. */
    role_organisations: Json<string[]> | null;
    blocked_at: Date | null;
    /** What the audit log calls this person. */
    pseudonym: Generated<string>;
  };
  contact: {
    id: string;
    organisation_id: string;
    name: string;
    email: string;
    post: string | null;
    imported_at: Date;
    member_id: string | null;
  };
  access_request: {
    id: string;
    /** join: to be let in at all. library: to open the library. authority: to be of the one they chose. */
    kind: 'join' | 'library' | 'authority';
    tenant_id: string;
    object_id: string;
    member_id: string | null;
    organisation_id: string | null;
    name: string;
    email: string | null;
    post: string | null;
    reason: string;
    state: 'open' | 'approved' | 'refused';
    created_at: Date;
    decided_at: Date | null;
    /** Pseudonym. */
    decided_by: string | null;
  };
  network_member: {
    network_id: string;
    member_id: string;
    added_at: Date;
    added_by: string | null;
    /** May be asked the questions that members put to the network. */
    answers: Generated<boolean>;
  };
  audience: {
    id: string;
    name: string;
    definition: Json<AudienceDefinition>;
    /** Null where nobody knows any more who made it. */
    author_id: string | null;
    created_at: Date;
    updated_at: Date;
  };
  audit: {
    id: Generated<number>;
    at: Date;
    /** Pseudonym; null for the service itself. */
    actor: string | null;
    action: string;
    /** Pseudonym of the person that it was done to. */
    subject: string | null;
    organisation_id: string | null;
    details: Json<object>;
  };
  follow: { member_id: string; area_id: string };
};

/** Whom a message is for: everybody who fits every list that is not empty. */
export type AudienceDefinition = {
  organisations: string[];
  careSystems: string[];
  posts: string[];
  areas: string[];
  networks: string[];
};

/** jsonb: read as the value, written as its JSON text. */
export type Json<T> = ColumnType<T, string, string>;
