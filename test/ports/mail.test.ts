import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createMailer, type Mail } from '../../bot/ports/mail.ts';

type Taken = { from: string; to: string[]; source: string };
type Given = { url: string; taken: Taken[]; close(): Promise<void> };

const from = { name: 'LIIA', address: 'liia@alliance.example' };
const mail: Mail = {
  to: 'ada@council.example',
  subject: 'Places left',
  text: 'There are 3 places left.\n\nÀ bientôt',
};

/** A mail server that takes everything, except where told otherwise. */
async function aServer(options: SMTPServerOptions = {}): Promise<Given> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      let source = '';
      stream.on('data', (part: Buffer) => {
        source += part.toString('utf8');
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // of connections that a test breaks
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    taken,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that speaks line by line as `answer` says; what answers nothing is hung up on. */
async function aRawServer(answer: (line: string) => string | undefined): Promise<Given> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.write('220 here\r\n');
    let text = '';
    socket.on('data', (part) => {
      text += part.toString();
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        const said = answer(line);
        if (said === undefined) return socket.destroy();
        if (said) socket.write(`${said}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const refusing = (code: number) => Object.assign(new Error('no'), { responseCode: code });
const nothing = async () => {};
const mailerFor = ({ url }: { url: string }) =>
  createMailer({ local: false, recording: false, mail: { url, from } }, nothing);

describe('E-mail', () => {
  let server: Given | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('reaches the one person through the mail server, with its words as they were', async () => {
    server = await aServer();
    const delivery = await mailerFor(server).send(mail);
    assert.equal(delivery.kind, 'sent');
    assert.equal(server.taken.length, 1);
    const [{ from: sender, to, source }] = server.taken as [Taken];
    assert.deepEqual([sender, to], ['liia@alliance.example', ['ada@council.example']]);
    assert.match(source, /^Subject: Places left\r?$/m);
    assert.match(source, /^From: LIIA <liia@alliance.example>\r?$/m);
    assert.match(source, /^Auto-Submitted: auto-generated\r?$/m);
    assert.ok(delivery.kind === 'sent' && source.includes(delivery.activityId));
    assert.match(source, /There are 3 places left\./);
  });

  it('carries a calendar invitation that says what it is', async () => {
    server = await aServer();
    const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    await mailerFor(server).send({ ...mail, ical: { method: 'REQUEST', content } });
    assert.match(server.taken[0]!.source, /Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
  });

  it('waits where the server is not there, or asks to be left alone for now', async () => {
    const gone = await aServer();
    await gone.close();
    const unreached = await mailerFor(gone).send(mail);
    assert.deepEqual(
      [unreached.kind, 'reason' in unreached && unreached.reason],
      ['deferred', 'The mail server could not be reached'],
    );

    for (const options of [
      { onMailFrom: (_a: unknown, _s: unknown, done: (e: Error) => void) => done(refusing(451)) },
      { onRcptTo: (_a: unknown, _s: unknown, done: (e: Error) => void) => done(refusing(450)) },
      { onConnect: (_s: unknown, done: (e: Error) => void) => done(refusing(421)) },
    ]) {
      server = await aServer(options as SMTPServerOptions);
      const delivery = await mailerFor(server).send(mail);
      assert.equal(delivery.kind, 'deferred', JSON.stringify(delivery));
      assert.ok(delivery.kind === 'deferred' && delivery.retryAt! > new Date());
      await server.close();
    }
  });

  it('waits where the server does not let us send at all, since that can be mended', async () => {
    server = await aServer({ onMailFrom: (_address, _session, done) => done(refusing(550)) });
    const delivery = await mailerFor(server).send(mail);
    assert.deepEqual(
      [delivery.kind, 'reason' in delivery && delivery.reason],
      ['deferred', 'The mail server does not let us send'],
    );
  });

  it('has failed where the server refuses the person or the e-mail', async () => {
    server = await aServer({ onRcptTo: (_address, _session, done) => done(refusing(550)) });
    assert.deepEqual(await mailerFor(server).send(mail), {
      kind: 'failed',
      reason: 'The mail server does not know their e-mail address',
      unreachable: false,
    });
    await server.close();
    server = await aServer({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(refusing(554)));
      },
    });
    assert.deepEqual(await mailerFor(server).send(mail), {
      kind: 'failed',
      reason: 'The mail server refused the e-mail',
      unreachable: false,
    });
  });

  it('is deferred where the connection breaks before the e-mail, unconfirmed where it breaks after', async () => {
    for (const [last, kind] of [
      ['EHLO', 'deferred'],
      ['MAIL', 'deferred'],
      ['RCPT', 'deferred'],
      ['DATA', 'deferred'],
      ['.', 'unconfirmed'],
    ] as const) {
      let data = false;
      let asked = 0;
      server = await aRawServer((line) => {
        if (line.startsWith(last)) {
          asked++;
          return undefined;
        }
        if (line === 'DATA') data = true;
        return data ? (line === 'DATA' ? '354 go on' : '') : '250 yes';
      });
      const delivery = await mailerFor(server).send(mail);
      assert.equal(delivery.kind, kind, `hung up at ${last}`);
      assert.equal(asked, 1, `asked once only at ${last}`);
      await server.close();
    }
  });

  it('is deferred where the server takes the text but says to wait, since it said so', async () => {
    let data = false;
    server = await aRawServer((line) => {
      if (line === 'DATA') data = true;
      if (line === '.') return '451 later';
      return data ? (line === 'DATA' ? '354 go on' : '') : '250 yes';
    });
    assert.equal((await mailerFor(server).send(mail)).kind, 'deferred');
  });

  it('opens a few connections at once, however much there is to send, and has the rest come later', async () => {
    let open = 0;
    let most = 0;
    const held: (() => void)[] = [];
    server = await aServer({
      onConnect(_session, done) {
        most = Math.max(most, ++open);
        if (held.length < 5) held.push(() => done());
        else done();
      },
      onClose: () => void open--,
    });
    const mailer = mailerFor(server);
    const sending = Array.from({ length: 30 }, () => mailer.send(mail));
    // While the first five are held up, the others give up waiting.
    const late = await Promise.all(sending.slice(5));
    for (const delivery of late)
      assert.deepEqual(
        [delivery.kind, 'reason' in delivery && delivery.reason],
        ['deferred', 'Other e-mails go first'],
      );
    for (const go of held) go();
    for (const delivery of await Promise.all(sending.slice(0, 5))) assert.equal(delivery.kind, 'sent');
    const again = await Promise.all(Array.from({ length: 30 }, () => mailer.send(mail)));
    for (const delivery of again) assert.equal(delivery.kind, 'sent');
    assert.ok(most <= 6, `${most} at once`); // one that we have left may not have noticed yet
    assert.equal(server.taken.length, 35);
  });

  it('gives no password away without encryption', async () => {
    const lines: string[] = [];
    server = await aRawServer((line) => {
      lines.push(line);
      return line.startsWith('EHLO')
        ? '250-here\r\n250 AUTH PLAIN LOGIN'
        : line === 'STARTTLS'
          ? '502 no'
          : '250 yes';
    });
    const url = server.url.replace('smtp://', 'smtp://user:secret@');
    assert.equal((await mailerFor({ url }).send(mail)).kind, 'deferred');
    assert.ok(!lines.some((line) => line.startsWith('AUTH')), lines.join('\n'));
  });

  it('fails in plain words where no mail server is set', async () => {
    const mailer = createMailer({ local: false, recording: false, mail: undefined }, nothing);
    assert.deepEqual(await mailer.send(mail), {
      kind: 'failed',
      reason: 'E-mail is not set up',
      unreachable: false,
    });
  });

  it('is written down and not sent in local mode and where the service records', async () => {
    server = await aServer();
    const kept: unknown[] = [];
    for (const mode of [
      { local: true, recording: false, mail: undefined },
      { local: false, recording: true, mail: { url: server.url, from } },
    ]) {
      const delivery = await createMailer(mode, async (entry) => void kept.push(entry)).send(mail);
      assert.equal(delivery.kind, 'sent');
    }
    const entry = { way: 'e-mail', recipient: mail.to, subject: mail.subject, body: mail.text };
    assert.deepEqual(kept, [entry, entry]);
    assert.equal(server.taken.length, 0);
  });

  it('has the headers that we give it and one recipient, whatever stands in subject and address', async () => {
    const given = await aServer();
    server = given;
    const nasty = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            '\r\n',
            '\n',
            '\r',
            'Bcc: eve@evil.example',
            ',',
            ';',
            '<',
            '>',
            '@',
            'ada',
            'a.example',
            ' ',
          ),
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (subject, to) => {
        given.taken.length = 0;
        await mailerFor(given).send({ ...mail, subject });
        await mailerFor(given).send({ ...mail, to });
        for (const { to: people, source } of given.taken) {
          assert.equal(people.length, 1);
          const head = source.slice(0, source.search(/\r?\n\r?\n/)).replace(/\r?\n[ \t]+/g, ' ');
          const names = head.split(/\r?\n/).map((line) => line.split(':')[0]!.toLowerCase());
          const known = ['from', 'to', 'subject', 'auto-submitted', 'message-id', 'date', 'mime-version'];
          const content = ['content-type', 'content-transfer-encoding'];
          for (const name of names) assert.ok([...known, ...content].includes(name), `${name} in ${head}`);
          assert.ok(new Set(names).size === names.length, head);
        }
      }),
      { numRuns: 50 },
    );
  });
});
