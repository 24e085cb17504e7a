import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../../bot/api/contract.ts';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { Choices } from './choices.tsx';
import { authoritiesQuery, setRole } from './queries.ts';
import { roleMeanings, roleNames } from './words.ts';

type RoleBoxProps = { member: PersonRow; onClose: () => void; onSaved: (words: string) => void };

/** Gives somebody a role; a coordinator can be limited to some authorities. */
export function RoleBox({ member, onClose, onSaved }: RoleBoxProps) {
  const { id, name, organisation } = member;
  const [role, chooseRole] = useState(member.role);
  const [limited, setLimited] = useState(member.inCharge.length > 0);
  const [inCharge, setInCharge] = useState(member.inCharge.map(({ id }) => id));
  const { data } = useQuery(authoritiesQuery);
  const authorities = data?.authorities.filter(({ kind }) => kind === 'authority') ?? member.inCharge;
  const [missing, setMissing] = useState(false);
  const limits = role === 'coordinator' && limited;
  const save = useAct(
    () => setRole(id, role, limits ? inCharge : []),
    () => onSaved(`${name} is now: ${roleNames[role].toLowerCase()}.`),
  );
  return (
    <Ask
      title={`The role of ${name}`}
      act="Save the role"
      pending={save.isPending}
      failure={save.error}
      onAct={() => (limits && inCharge.length === 0 ? setMissing(true) : save.mutate())}
      onClose={onClose}
    >
      <Field label="Role">
        <RadioGroup value={role} onChange={(_, { value }) => chooseRole(value as Role)}>
          {(Object.keys(roleNames) as Role[]).map((each) => (
            <Radio key={each} value={each} label={`${roleNames[each]}: ${roleMeanings[each]}`} />
          ))}
        </RadioGroup>
      </Field>
      {role === 'coordinator' && (
        <Field label="In their charge">
          <RadioGroup
            value={limited ? 'some' : 'all'}
            onChange={(_, { value }) => setLimited(value === 'some')}
          >
            <Radio value="all" label="All of London" />
            <Radio value="some" label="Some authorities only" />
          </RadioGroup>
        </Field>
      )}
      {limits && (
        <Choices
          label="Authorities"
          options={authorities}
          chosen={inCharge}
          onChange={setInCharge}
          problem={missing && inCharge.length === 0 ? 'Choose at least one' : undefined}
        />
      )}
      {role === 'contact' && (
        <NoticeText>
          {name} will answer for {organisation.name}.
        </NoticeText>
      )}
      <NoticeText>The role holds from the next thing that {name} does.</NoticeText>
    </Ask>
  );
}
