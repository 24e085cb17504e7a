import { end } from '../end.ts';
import { rushIn, type Walked, walkAlone, walkInRounds } from './booking.ts';
import { killAtEachStep } from './booking-kills.ts';
import { killWhileInviting } from './booking-sends.ts';
import { killWhileBooking } from './bookings.ts';
import { killWhileSending } from './messages.ts';
import { killWhileAnswering } from './questions.ts';

/** The long campaigns, by name: `npm run soak -- NAME [SEED]`. Each prints one JSON line and fails on a loss. */
const campaigns: Record<string, (seed: number) => Promise<boolean>> = {
  async booking(seed) {
    const holds = [
      said('pglite, step by step', await walkAlone({ runs: 1000, steps: 50, seed })),
      said('postgres, in rounds', await walkInRounds({ runs: 200, rounds: 15, seed })),
      said('postgres, 200 people at once', await rushIn({ runs: 100 })),
    ];
    const breaks = [
      said(
        'control: in rounds without the lock',
        await walkInRounds({ runs: 200, rounds: 15, seed, control: true }),
      ),
      said('control: 200 people without the lock', await rushIn({ runs: 1, control: true })),
    ];
    const kills = [
      killed('at each statement', await killAtEachStep()),
      killed('while it sends', await killWhileInviting()),
    ];
    const shown = [
      killed('control: no transactions', await killAtEachStep(undefined, { control: true })),
      killed('control: sent is written down first', await killWhileInviting(undefined, { control: true })),
    ];
    return (
      holds.every(({ fault }) => !fault) &&
      breaks.every(({ fault }) => fault) &&
      kills.every(({ faults }) => faults.length === 0) &&
      shown.every(({ faults }) => faults.length > 0)
    );

    function killed<T extends { faults: string[] }>(way: string, { faults, ...figures }: T) {
      if (!way.startsWith('control')) for (const fault of faults) console.error(fault);
      console.log(JSON.stringify({ soak: 'booking', killed: way, ...figures, faults: faults.length }));
      return { faults };
    }
    function said(way: string, { runs, fault, came }: Walked): Walked {
      if (fault && !way.startsWith('control')) console.error(fault);
      console.log(JSON.stringify({ soak: 'booking', way, seed, runs, broken: Boolean(fault), came }));
      return { runs, fault, came };
    }
  },
  async bookings(seed) {
    let whole = true;
    for (const engine of ['pglite', 'postgres'] as const) {
      const { lost, ...figures } = await killWhileBooking({ engine, kills: 20, seed });
      console.log(JSON.stringify({ soak: 'bookings', engine, ...figures, lost: lost.length }));
      whole &&= lost.length === 0 && figures.killsInWork === figures.kills;
    }
    const control = await killWhileBooking({ engine: 'postgres', kills: 5, seed, control: true });
    console.log(
      JSON.stringify({ soak: 'bookings', control: 'answers before it commits', lost: control.lost.length }),
    );
    return whole && control.lost.length > 0;
  },
  async messages(seed) {
    let whole = true;
    for (const { kills, instances } of [
      { kills: 200, instances: 1 },
      { kills: 20, instances: 2 },
    ]) {
      const outcome = await killWhileSending({ kills, seed, instances });
      const faults = Object.entries(outcome).filter(([, value]) => Array.isArray(value) && value.length > 0);
      for (const [fault, value] of faults) console.error(fault, value);
      console.log(JSON.stringify({ soak: 'messages', instances, ...counted(outcome) }));
      whole &&= faults.length === 0 && (instances > 1 || outcome.killsInWork === kills);
    }
    const control = await killWhileSending({ kills: 5, seed, hurry: true, control: true });
    const { length } = control.twice;
    console.log(
      JSON.stringify({ soak: 'messages', control: 'sends again what was in doubt', twice: length }),
    );
    return whole && length > 0;
  },
  async questions(seed) {
    let whole = true;
    for (const { engine, kills } of [
      { engine: 'pglite', kills: 60 },
      { engine: 'postgres', kills: 60 },
    ] as const) {
      const outcome = await killWhileAnswering({ engine, kills, seed });
      for (const fault of outcome.faults) console.error(fault);
      console.log(JSON.stringify({ soak: 'questions', engine, ...counted(outcome) }));
      whole &&= outcome.faults.length === 0 && outcome.killsInWork === kills;
    }
    const { faults } = await killWhileAnswering({ engine: 'postgres', kills: 5, seed, control: true });
    console.log(
      JSON.stringify({ soak: 'questions', control: 'answers before it commits', faults: faults.length }),
    );
    return whole && faults.length > 0;
  },
};

/** Lists by their length: what stands in them is said apart. */
const counted = (outcome: object) =>
  Object.fromEntries(
    Object.entries(outcome).map(([name, value]) => [name, Array.isArray(value) ? value.length : value]),
  );

const [name = '', seed = String(Math.floor(Math.random() * 1e9))] = process.argv.slice(2);
const campaign = campaigns[name];
if (!campaign) {
  console.error(`Name a campaign: ${Object.keys(campaigns).join(', ')}.`);
  process.exit(2);
}
const whole = await campaign(Number(seed));
await end();
process.exit(whole ? 0 : 1);
