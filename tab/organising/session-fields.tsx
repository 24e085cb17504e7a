import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Mode } from '../../bot/api/contract-events.ts';
import { useLook } from '../ui/look.ts';
import type { Faults } from './faults.ts';
import { Fold } from './fold.tsx';
import { QuotaFields } from './quota-fields.tsx';
import { ClockField, MomentField, useRowClass } from './time-fields.tsx';
import { kindsOf, movedLastDay, type WrittenPool, type WrittenSession } from './written.ts';

export type SessionFieldsProps = {
  session: WrittenSession;
  onChange: (changed: Partial<WrittenSession>) => void;
  faults: Faults;
  /** How it is held: by its own word, or else the event's. */
  held: Mode | '';
};

/** When it is. */
export function WhenFields({ session, onChange, faults }: SessionFieldsProps) {
  const row = useRowClass();
  const { date, starts, ends } = session;
  // A date field is empty for a moment while another date is typed: the length counts from the one before.
  const [before, setBefore] = useState(date);
  const onDate = (value: string) => {
    setBefore(date || before);
    onChange({ date: value, ends: { ...ends, date: movedLastDay(ends.date, date || before, value) } });
  };
  const onLastDay = (value: string) => {
    setBefore(date);
    onChange({ ends: { ...ends, date: value } });
  };
  return (
    <div className={row}>
      <Field label="Date" hint="Leave it empty until it is known" validationMessage={faults.date}>
        <Input type="date" value={date} onChange={(_, { value }) => onDate(value)} />
      </Field>
      <ClockField
        label="Starts"
        at={{ ...starts, date }}
        onChange={(starts) => onChange({ starts })}
        fault={faults.starts}
      />
      <ClockField
        label="Ends"
        at={{ ...ends, date: ends.date || date }}
        onChange={(at) => onChange({ ends: { ...at, date: ends.date } })}
        fault={faults.ends}
      />
      <Field label="Last day" hint="Only if it ends on another day" validationMessage={faults.lastDay}>
        <Input type="date" min={date} value={ends.date} onChange={(_, { value }) => onLastDay(value)} />
      </Field>
    </div>
  );
}

/** How many may come. */
export function PlacesFields({ session, onChange, faults, held }: SessionFieldsProps) {
  const look = useLook();
  const row = useRowClass();
  const kinds = kindsOf(held);
  return kinds.map((mode) => {
    const pool = session.pools[mode];
    const which = kinds.length > 1 ? ` ${mode}` : '';
    const change = (changed: Partial<WrittenPool>) =>
      onChange({ pools: { ...session.pools, [mode]: { ...pool, ...changed } } });
    const faulty = Object.keys(faults).some((name) =>
      new RegExp(`^(borough|max|reserved|release) ${mode} `).test(name),
    );
    return (
      <div key={mode} className={look.form}>
        <div className={row}>
          <Field
            label={`Places${which}`}
            hint="Leave it empty if it is not booked here"
            validationMessage={faults[`places ${mode}`]}
          >
            <Input
              inputMode="numeric"
              value={pool.capacity}
              onChange={(_, { value }) => change({ capacity: value })}
            />
          </Field>
          <Field
            label={`At most for each borough${which}`}
            hint="Leave it empty for no limit"
            validationMessage={faults[`per borough ${mode}`]}
          >
            <Input
              inputMode="numeric"
              value={pool.perBorough}
              onChange={(_, { value }) => change({ perBorough: value })}
            />
          </Field>
        </div>
        <Fold summary={`Rules for single boroughs${which}`} used={pool.quotas.length > 0} faulty={faulty}>
          <QuotaFields
            mode={mode}
            quotas={pool.quotas}
            onChange={(quotas) => change({ quotas })}
            faults={faults}
          />
        </Fold>
      </div>
    );
  });
}

const moments = [
  ['opens', 'Booking opens', 'At once, if you leave it empty'],
  ['closes', 'Booking closes', 'When it starts, if you leave it empty'],
  ['cancelBy', 'Last time to cancel', 'Until it starts, if you leave it empty'],
  [
    'offerCutoff',
    'Last time to offer a place to the waiting list',
    'When booking closes, if you leave it empty',
  ],
] as const;

/** Its join link, and how booking goes where the usual does not fit. @param used opens what is filled in */
export function BookingFields({
  session,
  onChange,
  faults,
  used,
  held,
}: SessionFieldsProps & { used: boolean }) {
  const look = useLook();
  const set =
    moments.some(([name]) => session[name].date) || session.byApproval || session.offerHours !== '24';
  const faulty = Boolean(faults.offerHours) || moments.some(([name]) => faults[name]);
  return (
    <>
      {held !== 'in person' && (
        <Field
          label="Join link"
          hint="Only people who have a place see it. You can add it later"
          validationMessage={faults.joinUrl}
        >
          <Input
            type="url"
            maxLength={2000}
            value={session.joinUrl}
            onChange={(_, { value }) => onChange({ joinUrl: value })}
          />
        </Field>
      )}
      <Fold summary="When booking opens and closes, offers, approval" used={used && set} faulty={faulty}>
        {moments.map(([name, label, hint]) => (
          <MomentField
            key={name}
            label={label}
            hint={hint}
            at={session[name]}
            onChange={(at) => onChange({ [name]: at })}
            fault={faults[name]}
          />
        ))}
        <Field
          className={look.short}
          label="Hours that an offered place is kept"
          hint="21 to 336. It runs out in working hours only"
          validationMessage={faults.offerHours}
        >
          <Input
            inputMode="numeric"
            value={session.offerHours}
            onChange={(_, { value }) => onChange({ offerHours: value })}
          />
        </Field>
        <Checkbox
          label="Places are given by approval: people are put forward, and a coordinator chooses"
          checked={session.byApproval}
          onChange={(_, { checked }) => onChange({ byApproval: checked === true })}
        />
      </Fold>
    </>
  );
}
