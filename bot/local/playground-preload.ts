/**
 * Loaded into Agents Playground before its own code: it knows no host setting and would listen to the whole
 * network, and left alone it would outlive a killed service.
 */
import { flushCompileCache } from 'node:module';
import { Server } from 'node:net';

const listen = Server.prototype.listen as (...args: unknown[]) => Server;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [port, ...rest] = args;
  this.once('listening', () => {
    process.send?.('listening');
    flushCompileCache(); // for the next start: it will be killed, so it never gets to do that at its end
  });
  const callback = rest.findLast((each) => typeof each === 'function');
  return listen.call(this, { port: Number(port), host: '127.0.0.1' }, callback);
} as typeof Server.prototype.listen;

// The channel to the service closes when the service ends, however it ends.
process.on('disconnect', () => process.exit());
