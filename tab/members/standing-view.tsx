import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { inTeams } from '../host.ts';
import { standingQuery, useEnter } from '../ui/access.ts';
import { Asked } from '../ui/asked.tsx';
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
  const { state, signInHelp } = standing;
  if (state === 'in') {
    return (
      <Notice icon="check" heading="You have been let in">
        <Button appearance="primary" onClick={() => void enter()}>
          Open the app
        </Button>
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
  if (state === 'choose-organisation') return <ChooseAuthority standing={standing} />;
  if (standing.asked) {
    return <Asked standing={standing} open={(now) => now.state === 'in'} takesFocus={askedHere} />;
  }
  const { heading, text } = reasons[state](standing.organisation?.name ?? 'your organisation');
  return (
    <Notice icon="lock" heading={heading}>
      <NoticeText>
        {text} {standing.answeredBy} will answer.
      </NoticeText>
      <RequestForm kind="join" standing={standing} onAsked={() => setAskedHere(true)} />
      <WhoToAsk help={signInHelp} about="For help, write to" />
    </Notice>
  );
}

type Shut = 'unknown-organisation' | 'not-approved' | 'unsigned-authority';

/** Why people with this standing are not in, and what to do, by the name of their organisation. */
const reasons: Record<Shut, (name: string) => { heading: string; text: string }> = {
  'unknown-organisation': () => ({
    heading: 'We do not know your organisation yet',
    text: 'You are signed in, but we cannot tell which organisation you work for. Say which one it is and why you ask.',
  }),
  'not-approved': (name) => ({
    heading: `People of ${name} are let in one by one`,
    text: 'You are signed in, but nobody has named you yet. Say why you ask.',
  }),
  'unsigned-authority': (name) => ({
    heading: `${name} has not signed the Data Sharing Protocol yet`,
    text: 'Until it has signed, nobody who works there can come in: this is not about you. Ask the people who look after data protection where you work whether it will be signed, and tell us here that you would like to come in.',
  }),
};
