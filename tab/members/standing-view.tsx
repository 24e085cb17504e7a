import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { inTeams } from '../host.ts';
import { standingQuery, useEnter } from '../ui/access.ts';
import { Asked } from '../ui/asked.tsx';
import { LookAgain } from '../ui/look-again.tsx';
import { Page } from '../ui/page.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { Loaded, Notice, NoticeText, WhoToAsk } from '../ui/states.tsx';
import { ChooseAuthority } from './choose-authority.tsx';
import { leave } from './leave.ts';

const titles: Record<Standing['state'], string> = {
  in: 'You have access now',
  'unknown-organisation': 'Ask for access',
  'choose-organisation': 'Choose your authority',
  'not-approved': 'Ask for access',
  'unsigned-authority': 'You do not have access yet',
  blocked: 'You do not have access',
};

/** For people who are signed in and not let in: what is in the way, and what they can do about it. */
export default function StandingView() {
  const standing = useQuery(standingQuery);
  return (
    <Page title={standing.data ? titles[standing.data.state] : 'No access'} loading={standing.isPending}>
      <Loaded query={standing} skeleton={[220]}>
        {(standing) => <WhatIsInTheWay standing={standing} />}
      </Loaded>
      {!inTeams && (
        <div>
          <Button onClick={leave}>Sign out</Button>
        </div>
      )}
    </Page>
  );
}

function WhatIsInTheWay({ standing }: { standing: Standing }) {
  const [askedHere, setAskedHere] = useState(false);
  const enter = useEnter();
  const { state, organisation, signInHelp } = standing;
  const theirs = organisation?.name ?? 'Your organisation';
  if (state === 'in') {
    return (
      <Notice icon="check" heading="You have been let in">
        <Button appearance="primary" onClick={() => void enter()}>
          Open the app
        </Button>
      </Notice>
    );
  }
  if (state === 'choose-organisation') return <ChooseAuthority standing={standing} />;
  if (state === 'unsigned-authority') {
    return (
      <Notice icon="lock" heading={`${theirs} has not signed the Data Sharing Protocol yet`}>
        <NoticeText>
          Until it has signed, nobody who works there can use this service. It is not about you. Ask the
          people who look after data protection where you work whether it will be signed.
        </NoticeText>
        <LookAgain
          open={(now) => now.state === 'in'}
          otherwise={`We do not have the signature of ${theirs} yet.`}
        />
        <WhoToAsk help={signInHelp} about="To ask us about it, write to" />
      </Notice>
    );
  }
  if (state === 'blocked') {
    return (
      <Notice icon="lock" heading="Your access has been taken away">
        <NoticeText>If you think that this is not right, tell us.</NoticeText>
        <WhoToAsk help={signInHelp} about="Write to" />
      </Notice>
    );
  }
  if (standing.asked) {
    return <Asked standing={standing} open={(now) => now.state === 'in'} takesFocus={askedHere} />;
  }
  const unknown = state === 'unknown-organisation';
  return (
    <Notice
      icon="lock"
      heading={unknown ? 'We do not know your organisation yet' : `People at ${theirs} are let in one by one`}
    >
      <NoticeText>
        {unknown
          ? 'You are signed in, but we cannot tell which organisation you work for. Say which one it is and why you ask.'
          : 'You are signed in, but nobody has named you yet. Say why you ask.'}{' '}
        {standing.answeredBy} will answer.
      </NoticeText>
      <RequestForm kind="join" standing={standing} onAsked={() => setAskedHere(true)} />
      <WhoToAsk help={signInHelp} about="For help, write to" />
    </Notice>
  );
}
