import { createServer, type Server } from 'node:net';

/** Another program listens where we were told to. The message is one sentence for the person who starts us. */
export class PortInUse extends Error {
  constructor(port: number, what: string, setting: string) {
    super(`Port ${port}, where ${what} listens, is in use by another program: stop it, or set ${setting}.`);
    this.name = 'PortInUse';
  }
}

/**
 * Listens on this machine only.
 * @param what what listens, as the sentence names it; `setting` what moves it elsewhere
 * @throws PortInUse
 */
export async function listenHere(server: Server, port: number, what: string, setting: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port, what, setting) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}

/** Makes sure that a port is free, for a program that would quietly take another. @throws PortInUse */
export async function checkFree(port: number, what: string, setting: string): Promise<void> {
  const probe = createServer();
  await listenHere(probe, port, what, setting);
  await new Promise((resolve) => probe.close(resolve));
}
