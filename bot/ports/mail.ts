import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
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

export type Mailer = {
  /** Hands one e-mail to the mail server, once: whoever sends again may send twice. */
  send(mail: Mail): Promise<Delivery>;
};

/** Writes down what would have been sent. */
export type Recorder = (entry: {
  way: 'teams' | 'e-mail';
  recipient: string;
  subject: string;
  body: string;
}) => Promise<void>;

/**
 * The way to send e-mail. In local mode, and where the service records instead of sending, an e-mail is only
 * written down.
 */
export function createMailer(config: Pick<Config, 'local' | 'recording' | 'mail'>, record: Recorder): Mailer {
  const inLine = waitingLine();
  return {
    async send(mail) {
      if (!oneAddress.test(mail.to)) return failed('Their e-mail address cannot be used');
      const subject = mail.subject.replace(/\p{Cc}+/gu, ' ').trim();
      if (config.local || config.recording) {
        await record({ way: 'e-mail', recipient: mail.to, subject, body: recorded(mail) });
        return { kind: 'sent', activityId: 'recorded' };
      }
      if (!config.mail) return failed('E-mail is not set up');
      const done = await inLine();
      if (!done) return deferred(10_000, 'Other e-mails go first');
      try {
        return await post(config.mail, { ...mail, subject });
      } finally {
        done();
      }
    },
  };
}

const recorded = ({ text, ical }: Mail): string =>
  ical
    ? `${text}\n\nWith ${ical.method === 'REQUEST' ? 'an invitation for' : 'a cancellation for'} the calendar.`
    : text;

/**
 * A line before a few places. Whose turn does not come soon leaves it.
 * @returns a function that waits for a place; it gives the one that frees it, or null
 */
function waitingLine(): () => Promise<(() => void) | null> {
  const line = new Set<() => void>();
  let taken = 0;
  const free = () => {
    const [next] = line;
    if (!next) taken--;
    else next();
  };
  return () => {
    if (taken < atOnce) {
      taken++;
      return Promise.resolve(free);
    }
    return new Promise((resolve) => {
      const enter = () => {
        clearTimeout(timer);
        line.delete(enter);
        resolve(free);
      };
      const timer = setTimeout(() => {
        line.delete(enter);
        resolve(null);
      }, longestWait);
      line.add(enter);
    });
  };
}

/** One address and nothing else: what could end a header or name a second person is not in it. */
const oneAddress =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u;

/** The whole of one e-mail, its wait in line included, must be over before the lease of its message is. */
const timeout = 25_000;
const step = 15_000;
const longestWait = 4000;
/** Mail servers cut off who opens more than a few connections. */
const atOnce = 5;

type Server = NonNullable<Config['mail']>;

async function post(server: Server, { to, subject, text, ical }: Mail): Promise<Delivery> {
  const message = new MailComposer({
    from: server.from,
    to: { name: '', address: to },
    subject,
    text,
    ...(ical && { icalEvent: { method: ical.method, content: ical.content } }),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const bytes = await message.build();
  const progress = { begun: false };
  try {
    await hand(server, { from: server.from.address, to, bytes, progress });
    return { kind: 'sent', activityId: message.messageId() };
  } catch (error) {
    return deliveryOf(error, progress.begun);
  }
}

/**
 * Speaks SMTP with the server, for one e-mail. Not Nodemailer's transport, which does not say whether the
 * server had begun to take the message when a connection broke.
 */
async function hand(
  { url }: Server,
  mail: { from: string; to: string; bytes: Buffer; progress: { begun: boolean } },
): Promise<void> {
  const { auth, ...where } = parseConnectionUrl(url);
  const connection = new SMTPConnection({
    ...where,
    // A password goes over an encrypted connection or not at all.
    ...(auth && { requireTLS: true }),
    dnsTimeout: step,
    connectionTimeout: step,
    greetingTimeout: step,
    socketTimeout: step,
  });
  const body = Readable.from(
    (function* () {
      mail.progress.begun = true; // first asked for when the server said that it takes the message
      yield mail.bytes;
    })(),
    { objectMode: false },
  );
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const then = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next());
      timer = setTimeout(() => reject(new Error('The mail server is too slow')), timeout);
      connection.on('error', reject);
      const send = () =>
        connection.send({ from: mail.from, to: [mail.to], size: mail.bytes.length }, body, then(resolve));
      connection.connect(then(() => (auth ? connection.login(auth, then(send)) : send())));
    });
    connection.quit();
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** What a failure means for the message. A server that says no (4xx, 5xx) has not taken it; silence may have. */
function deliveryOf(error: unknown, begun: boolean): Delivery {
  const {
    responseCode = 0,
    command,
    code,
  } = error as {
    responseCode?: number;
    command?: string;
    code?: string;
  };
  if (begun && responseCode === 0)
    return { kind: 'unconfirmed', reason: 'The mail server did not say whether it took the e-mail' };
  if (responseCode >= 500 && command === 'RCPT TO')
    return failed('The mail server does not know their e-mail address');
  if (responseCode >= 500 && command === 'DATA') return failed('The mail server refused the e-mail');
  if (code === 'EMESSAGE' && responseCode === 0) return failed('The e-mail is too large for the mail server');
  const reason =
    responseCode >= 500
      ? 'The mail server does not let us send'
      : responseCode > 0
        ? 'The mail server asked us to wait'
        : 'The mail server could not be reached';
  return deferred(60_000, reason);
}

const deferred = (milliseconds: number, reason: string): Delivery => ({
  kind: 'deferred',
  retryAt: new Date(Date.now() + milliseconds),
  reason,
});
const failed = (reason: string): Delivery => ({ kind: 'failed', reason, unreachable: false });
