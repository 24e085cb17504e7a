import { Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessRequest } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { useMe } from '../ui/me.ts';
import { useAct } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { authoritiesQuery, decide } from './queries.ts';

type DecisionProps = {
  request: AccessRequest;
  approve: boolean;
  onClose: () => void;
  /** Called with what happened, in a sentence. */
  onDecided: (words: string) => void;
};

/** The second look at an answer: what will happen, and to whom. */
export function Decision({ request, approve, onClose, onDecided }: DecisionProps) {
  const { can } = useMe();
  const { name, kind } = request;
  const asksWhere = approve && kind === 'join' && !request.tenantKnown && can.managePeople;
  const [organisation, setOrganisation] = useState(request.organisation?.id ?? '');
  const [missing, setMissing] = useState(false);
  const authorities = useQuery({ ...authoritiesQuery, enabled: asksWhere }).data?.authorities ?? [];
  const chosen = authorities.find(({ id }) => id === organisation);
  const where = chosen ?? request.organisation;
  const act = useAct(
    () => decide(request.id, approve, asksWhere ? organisation : undefined),
    () => onDecided(approve ? `You approved the request of ${name}.` : `You refused the request of ${name}.`),
  );
  return (
    <Ask
      title={`${approve ? 'Approve' : 'Refuse'} the request of ${name}?`}
      act={approve ? 'Approve' : 'Refuse'}
      pending={act.isPending}
      failure={act.error}
      onAct={() => (asksWhere && !organisation ? setMissing(true) : act.mutate())}
      onClose={onClose}
    >
      {asksWhere && (
        <Field
          label={`Where ${name} works`}
          required
          validationMessage={missing && !organisation ? 'Choose the organisation' : undefined}
        >
          <Select value={organisation} onChange={(_, { value }) => setOrganisation(value)}>
            <option value="">Choose</option>
            {authorities.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <NoticeText>
        {approve ? whatApprovalDoes(request, where?.name, chosen?.kind) : whatRefusalDoes(request)}
      </NoticeText>
    </Ask>
  );
}

function whatApprovalDoes(
  { kind, name, tenantKnown }: AccessRequest,
  where: string | undefined,
  of?: string,
) {
  if (kind === 'library')
    return `${name} can open the library at once, and is told so. It closes if they stay away for long, or if nobody confirms it when it is due.`;
  if (kind === 'authority')
    return `${name} is treated as staff of ${where ?? 'that authority'} from now on, and is told so. You can change it under Members.`;
  const comesIn = `${name} can use the app${where ? ` as one of ${where}` : ''} at once, and is told so.`;
  if (tenantKnown || !of) return comesIn;
  return of === 'partner'
    ? `${comesIn} Their colleagues still have to be let in one by one.`
    : `${comesIn} So can everybody else who signs in from the same organisation.`;
}

function whatRefusalDoes({ kind, name }: AccessRequest) {
  const stays = {
    join: 'cannot use the app, and reads so when they open it',
    library: 'cannot open the library, and is told so',
    authority: 'is not treated as staff of that authority, and is told so',
  };
  return `${name} ${stays[kind]}. They can ask again.`;
}
