import type { Config } from '../config.ts';
import type { Delivery } from './post.ts';

/** One e-mail, to one person, in plain text. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** A calendar invitation, or its withdrawal, that calendars keep up to date. */
  ical?: { method: 'REQUEST' | 'CANCEL'; content: string };
};

export type Mailer = { send(mail: Mail): Promise<Delivery> };

/** Writes down what would have been sent. */
export type Record = (entry: {
  way: 'teams' | 'e-mail';
  recipient: string;
  subject: string;
  body: string;
}) => Promise<void>;

/** The way to send e-mail. */
export function createMailer(_config: Config, _record: Record): Mailer {
  return { send: async () => ({ kind: 'failed', reason: 'E-mail is not set up', unreachable: false }) };
}
