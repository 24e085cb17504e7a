import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Problem } from '../api.ts';
import { type HostProblem, hostProblem, signInAgain } from '../host.ts';
import { Page } from '../ui/page.tsx';
import { Notice, NoticeText, WhoToAsk } from '../ui/states.tsx';

type Advice = { heading: string; text: string; button: string };

const advice: Record<HostProblem, Advice> = {
  consent: {
    heading: 'Your organisation has not allowed this app yet',
    text: 'Press the button and follow what Teams shows. If it says that an administrator has to approve the app, ask the people who run Teams where you work to allow it, then come back here.',
    button: 'Allow the app',
  },
  'step-up': {
    heading: 'Your organisation asks you to confirm who you are',
    text: 'Press the button and follow the steps that Teams shows, for example on your phone. You come back to this page.',
    button: 'Confirm who I am',
  },
  cancelled: {
    heading: 'The sign-in was not finished',
    text: 'The window for signing in was closed, or could not open. Press the button to start again. If no window appears, allow pop-up windows for Teams.',
    button: 'Sign in again',
  },
  failed: {
    heading: 'Teams could not sign you in',
    text: 'Try again. If it still does not work, close the app in Teams and open it again, or ask the people who run Teams where you work.',
    button: 'Try again',
  },
};

/** Where Teams gave no token, or one that the service does not take: what to do about it. */
export default function TeamsSignIn({ refused, retry }: { refused: Problem; retry: () => Promise<unknown> }) {
  const [busy, setBusy] = useState(false);
  const { heading, text, button } = advice[hostProblem() ?? 'failed'];
  const again = async () => {
    setBusy(true);
    await signInAgain();
    await retry();
    setBusy(false);
  };
  return (
    <Page title="Sign in">
      <Notice icon="lock" heading={heading} alert>
        <NoticeText>{text}</NoticeText>
        <Button appearance="primary" disabledFocusable={busy} onClick={() => void again()}>
          {button}
        </Button>
        <WhoToAsk help={refused.help} about="For help, write to" />
      </Notice>
    </Page>
  );
}
