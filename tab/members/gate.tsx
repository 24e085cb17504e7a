import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { meQuery, Problem } from '../api.ts';
import { inTeams } from '../host.ts';
import { Page } from '../ui/page.tsx';
import { Failed, Notice, NoticeText, WhoToAsk } from '../ui/states.tsx';
import { leave } from './leave.ts';

/** Draws the pages for people who are signed in and belong; for others, what they can do about it. */
export function Gate({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
  const { data, error, refetch } = useQuery(meQuery);
  const retry = () => void refetch();
  if (error instanceof Problem && error.status === 401) {
    return inTeams ? <NoTeamsSignIn problem={error} retry={retry} /> : <SignedOut />;
  }
  if (error instanceof Problem && error.status === 403) return <NoAccess problem={error} />;
  if (data) return children;
  if (error) {
    return (
      <Page title="Something went wrong">
        <Failed problem={error} retry={retry} />
      </Page>
    );
  }
  return waiting;
}

function SignedOut() {
  const { pathname, search } = useLocation();
  return (
    <Page title="Sign in">
      <Notice icon="lock" heading="You are signed out">
        <NoticeText>
          Sign in with your work account to see events, programmes and the library. You come back to this
          page.
        </NoticeText>
        <Button as="a" appearance="primary" href={`/sign-in?return=${encodeURIComponent(pathname + search)}`}>
          Sign in
        </Button>
      </Notice>
    </Page>
  );
}

function NoTeamsSignIn({ problem, retry }: { problem: Problem; retry: () => void }) {
  return (
    <Page title="Sign in">
      <Notice icon="lock" heading="Teams could not sign you in" alert>
        <NoticeText>
          Try again. If Teams asks you to allow this app or to confirm who you are, follow its steps. If it
          still does not work, your organisation may need to allow the app: ask the people who run Teams where
          you work.
        </NoticeText>
        <Button appearance="primary" onClick={retry}>
          Try again
        </Button>
        <WhoToAsk help={problem.help} about="For help, write to" />
      </Notice>
    </Page>
  );
}

function NoAccess({ problem }: { problem: Problem }) {
  return (
    <Page title="No access">
      <Notice icon="lock" heading="You do not have access yet">
        <NoticeText>{problem.message}</NoticeText>
        <WhoToAsk help={problem.help} about="To ask about access, write to" />
        {!inTeams && <Button onClick={leave}>Sign out</Button>}
      </Notice>
    </Page>
  );
}
