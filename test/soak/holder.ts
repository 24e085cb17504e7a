import { openStore } from '../../bot/ports/store/db.ts';

/** A process that has a data folder open until it is killed. */
await openStore({ folder: process.argv[2]! });
process.send!('open');
setInterval(() => {}, 1000);
