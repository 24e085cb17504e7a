import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between two who talk to each other, which sees each piece of what they say and can cut one of them off. */

/** Where: before the piece is passed on, when half of it is, and when all of it is. */
export const parts = ['before', 'half', 'after'] as const;
export type Cut = { piece: number; part: (typeof parts)[number]; kill: () => Promise<void> };

export type Wire = {
  port: number;
  /** What was said since the last cut was set, by its first words. */
  pieces: string[];
  /** Where to cut off who connects; nowhere: null. Counts from here. */
  cutAt(cut: Cut | null): void;
  close(): Promise<void>;
};

const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);

/** A wire to this port of this machine. */
export async function aWire(to: number): Promise<Wire> {
  let next: Cut | null = null;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const cut = next;
    let n = 0;
    let over = false;
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    near.pause();
    const hang = () => {
      over = true;
      near.destroy();
      far.end(); // what it was told it is told for good
      far.resume();
    };
    const say = (socket: Socket, bytes: Buffer) =>
      new Promise<void>((resolve) => (bytes.length > 0 ? socket.write(bytes, () => resolve()) : resolve()));
    const pass = async (socket: Socket, bytes: Buffer) => {
      if (over) return;
      wire.pieces.push(bytes.toString('latin1').slice(0, 20).split(/\r?\n/)[0]!);
      const ours = cut?.piece === n++ ? cut : null;
      if (ours?.part !== 'before') await say(socket, ours?.part === 'half' ? half(bytes) : bytes);
      if (!ours) return;
      over = true;
      await ours.kill();
      const gone = once(far, 'close');
      hang();
      await gone;
    };
    let line: Promise<unknown> = pass(far, Buffer.alloc(0)).then(() => near.resume()); // that there is a connection
    const passing = (socket: Socket) => (bytes: Buffer) => {
      for (const piece of split(bytes)) line = line.then(() => pass(socket, piece));
    };
    near.on('data', passing(far));
    far.on('data', passing(near));
    near.on('end', () => (line = line.then(hang)));
    far.on('end', () => (line = line.then(() => near.end())));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const wire: Wire = {
    port: (server.address() as AddressInfo).port,
    pieces: [],
    cutAt(cut) {
      next = cut;
      wire.pieces = [];
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return wire;
}

/** The dot that ends an e-mail is a piece by itself. */
const end = '\r\n.\r\n';
function split(bytes: Buffer): Buffer[] {
  const at = bytes.length - end.length;
  return at > 0 && bytes.subarray(at).equals(Buffer.from(end))
    ? [bytes.subarray(0, at), bytes.subarray(at)]
    : [bytes];
}
