import { Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'react-router';
import { meQuery, Problem } from '../api.ts';
import { inTeams } from '../host.ts';
import { later } from '../ui/code.tsx';
import { updateOutlook } from '../ui/outlook.ts';
import { Page } from '../ui/page.tsx';
import { Failed, Notice, NoticeText } from '../ui/states.tsx';

// Most people are let in and never need these.
const StandingView = later(() => import('./standing-view.tsx'));
const TeamsSignIn = later(() => import('./teams-sign-in.tsx'));

/** Draws the pages for people who are signed in and belong; for others, what they can do about it. */
export function Gate({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
  const { data, error, refetch } = useQuery(meQuery);
  const client = useQueryClient();
  const usesOutlook = data?.outlook.toUpdate === true;
  useEffect(() => {
    if (usesOutlook) updateOutlook(client);
  }, [client, usesOutlook]);
  if (error instanceof Problem && error.status === 401) {
    if (!inTeams) return <SignedOut />;
    return <TeamsSignIn refused={error} retry={refetch} waiting={waiting} />;
  }
  if (error instanceof Problem && error.status === 403) return <StandingView waiting={waiting} />;
  if (data) return children;
  if (error) {
    return (
      <Page title="Something went wrong">
        <Failed problem={error} retry={() => void refetch()} />
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
