import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { Problem } from '../api.ts';
import { standingQuery, useEnter } from '../ui/access.ts';
import { Asked } from '../ui/asked.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { Loaded, Notice, NoticeText, WhoToAsk } from '../ui/states.tsx';

/** Whether the library said that it is not for this person. */
export const refused = (problem: Error | null): boolean =>
  problem instanceof Problem && problem.status === 403;

/** In place of the library for people who may not open it: how they can come to. Says nothing of what is in it. */
export function NoLibrary() {
  const standing = useQuery(standingQuery);
  return (
    <Loaded query={standing} skeleton={[220]}>
      {(standing) => <HowToOpen standing={standing} />}
    </Loaded>
  );
}

const isOpen = ({ library }: Standing) => library === 'open';

function HowToOpen({ standing }: { standing: Standing }) {
  const [askedHere, setAskedHere] = useState(false);
  const enter = useEnter();
  const { library, asked, answeredBy, organisation, signInHelp } = standing;
  const theirs = organisation?.name ?? 'your authority';
  if (library === 'asked') return <Asked standing={standing} open={isOpen} takesFocus={askedHere} />;
  if (library === 'not for partners') {
    return (
      <Notice icon="lock" heading="You do not have access to the library">
        <NoticeText>
          It is for staff of the authorities that have signed the Data Sharing Protocol, not for partners.
        </NoticeText>
        <WhoToAsk help={signInHelp} about="If you think that you need it, write to" />
      </Notice>
    );
  }
  if (library === 'open') {
    return (
      <Notice icon="check" heading="You have been let in to the library">
        <Button appearance="primary" onClick={() => void enter()}>
          Open the library
        </Button>
      </Notice>
    );
  }
  return (
    <Notice icon="lock" heading="You do not have access to the library yet">
      <NoticeText>
        It is for people who have been approved for it. Say why you ask. {answeredBy} will answer.
        {asked?.kind === 'authority' &&
          ` A coordinator also has to confirm first that you work for ${theirs}.`}
        {standing.refused?.kind === 'authority' &&
          ` We could not confirm that you work for ${theirs}: write to us about that first.`}
      </NoticeText>
      <RequestForm kind="library" standing={standing} onAsked={() => setAskedHere(true)} />
      <WhoToAsk help={signInHelp} about="For help, write to" />
    </Notice>
  );
}
