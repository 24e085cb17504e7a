import { Checkbox } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import type { NetworkRow } from '../../bot/api/contract-people.ts';
import { call, segment } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { useHidden } from '../ui/hidden.ts';
import { describe } from '../ui/states.tsx';

type Rows = { networks: NetworkRow[] };
type NetworkAnswersProps = { network: NetworkRow; onChanged: (now: Rows) => void };

/** Whether the person may be asked what members put to the network. */
export function NetworkAnswers({ network: { id, name, answers }, onChanged }: NetworkAnswersProps) {
  const hidden = useHidden();
  const change = useMutation({
    scope: { id: 'networks' },
    mutationFn: (answer: boolean) =>
      call<Rows>(answer ? 'PUT' : 'DELETE', `/api/networks/${segment(id)}/answers`),
    onSuccess: (now, answer) => {
      onChanged(now);
      announce(
        answer
          ? `Questions for ${name} can reach you now`
          : `Questions for ${name} do not reach you any more`,
      );
    },
    onError: (problem) => announce(describe(problem).message),
  });
  return (
    <>
      <Checkbox
        label={
          <>
            I can answer questions for this network<span className={hidden}>: {name}</span>
          </>
        }
        checked={change.isPending ? change.variables : answers}
        onChange={(_, { checked }) => change.mutate(checked === true)}
      />
      {change.error && <span role="alert">{describe(change.error).message}</span>}
    </>
  );
}
