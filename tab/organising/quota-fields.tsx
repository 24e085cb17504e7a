import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { PoolMode } from '../../bot/api/contract-events.ts';
import { useHidden } from '../ui/hidden.ts';
import { useLook } from '../ui/look.ts';
import { Card } from '../ui/prose.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import type { Faults } from './faults.ts';
import { boroughsQuery } from './queries.ts';
import { MomentField, useRowClass } from './time-fields.tsx';
import { newQuota, type WrittenQuota } from './written.ts';

type QuotaFieldsProps = {
  mode: PoolMode;
  quotas: WrittenQuota[];
  onChange: (quotas: WrittenQuota[]) => void;
  faults: Faults;
};

/** Limits and kept places of single boroughs. */
export function QuotaFields({ mode, quotas, onChange, faults }: QuotaFieldsProps) {
  const look = useLook();
  const row = useRowClass();
  const hidden = useHidden();
  const add = useRef<HTMLButtonElement>(null);
  const boroughs = useQuery(boroughsQuery);
  const change = (key: string, changed: Partial<WrittenQuota>) =>
    onChange(quotas.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  const remove = (key: string) => {
    onChange(quotas.filter((each) => each.key !== key));
    // The button that was pressed is gone.
    add.current?.focus();
  };
  return (
    <Loaded query={boroughs} skeleton={[80]}>
      {({ boroughs }) => (
        <>
          <NoticeText>
            A rule stands in place of “at most for each borough”. Places that are kept for a borough are for
            its people alone, until the time that you choose.
          </NoticeText>
          {quotas.map((quota, at) => {
            const { key, borough, max, reserved, release } = quota;
            const field = (name: string) => faults[`${name} ${mode} ${key}`];
            return (
              <Card key={key}>
                <Field label={`Borough of rule ${at + 1}`} validationMessage={field('borough')}>
                  <Select value={borough} onChange={(_, { value }) => change(key, { borough: value })}>
                    <option value="">Choose</option>
                    {boroughs.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
                <div className={row}>
                  <Field label="At most" validationMessage={field('max')}>
                    <Input
                      inputMode="numeric"
                      value={max}
                      onChange={(_, { value }) => change(key, { max: value })}
                    />
                  </Field>
                  <Field label="Kept for them" validationMessage={field('reserved')}>
                    <Input
                      inputMode="numeric"
                      value={reserved}
                      onChange={(_, { value }) => change(key, { reserved: value })}
                    />
                  </Field>
                </div>
                {Number(reserved) > 0 && (
                  <MomentField
                    label="Kept until"
                    hint="Then what nobody took is everybody’s. They stay kept, if you leave it empty"
                    at={release}
                    onChange={(release) => change(key, { release })}
                    fault={field('release')}
                  />
                )}
                <div className={look.buttons}>
                  <Button onClick={() => remove(key)}>
                    Take it out<span className={hidden}>: rule {at + 1}</span>
                  </Button>
                </div>
              </Card>
            );
          })}
          <div className={look.buttons}>
            <Button ref={add} onClick={() => onChange([...quotas, newQuota()])}>
              Add a rule
            </Button>
          </div>
        </>
      )}
    </Loaded>
  );
}
