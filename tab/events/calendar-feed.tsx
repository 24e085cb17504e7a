import { Button, Field, Input } from '@fluentui/react-components';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarFeed as Feed } from '../../bot/api/contract-events.ts';
import { call, get } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { Ask } from '../ui/box.tsx';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';

const path = '/api/calendar-feed';
const feedQuery = queryOptions({ queryKey: ['calendar feed'], queryFn: () => get<Feed>(path), staleTime: 0 });

type Asked = 'another' | 'stop';

/** An address from which the person's own calendar program reads their places. */
export function CalendarFeed() {
  const client = useQueryClient();
  const feed = useQuery(feedQuery);
  const [asked, setAsked] = useState<Asked>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (method: 'POST' | 'DELETE') => call<Feed>(method, path),
    onSuccess: (made, method) => {
      client.setQueryData(feedQuery.queryKey, made);
      setAsked(undefined);
      announce(method === 'POST' ? 'Your address is made' : 'The address no longer works');
    },
    onError: (problem) => announce(describe(problem).message),
  });
  const close = () => setAsked(undefined);
  return (
    <Section heading="In your own calendar">
      <NoticeText>
        With an address of your own, your calendar program shows your places and keeps them up to date. It may
        take some hours to see a change.
      </NoticeText>
      <Loaded query={feed} skeleton={[32]}>
        {({ url, made }) => (
          <>
            {url && <Address url={url} />}
            {made && !url && (
              <NoticeText>{`You made an address on ${made}. We cannot show it again, as only you have it.`}</NoticeText>
            )}
            <div>
              {made ? (
                <>
                  <Button disabledFocusable={isPending} onClick={() => setAsked('another')}>
                    Make another address
                  </Button>{' '}
                  <Button disabledFocusable={isPending} onClick={() => setAsked('stop')}>
                    Stop it
                  </Button>
                </>
              ) : (
                <Button disabledFocusable={isPending} onClick={() => mutate('POST')}>
                  Make an address
                </Button>
              )}
            </div>
          </>
        )}
      </Loaded>
      {error && !asked && <NoticeText>{describe(error).message}</NoticeText>}
      {asked && (
        <Ask
          title={asked === 'stop' ? 'Stop the address?' : 'Make another address?'}
          act={asked === 'stop' ? 'Stop it' : 'Make another'}
          pending={isPending}
          failure={error}
          onAct={() => mutate(asked === 'stop' ? 'DELETE' : 'POST')}
          onClose={close}
        >
          <NoticeText>The address that you have now stops working.</NoticeText>
        </Ask>
      )}
    </Section>
  );
}

function Address({ url }: { url: string }) {
  const [copied, setCopied] = useState('');
  const copy = async () => {
    const words = await navigator.clipboard.writeText(url).then(
      () => 'Copied',
      () => 'We could not copy it here. Select the address and copy it yourself.',
    );
    setCopied(words);
    announce(words);
  };
  return (
    <>
      <Field
        label="Your address"
        hint="Add it to your calendar as a subscription. Whoever has it sees your places, so keep it to yourself. It is shown this once."
      >
        <Input readOnly value={url} onFocus={({ target }) => target.select()} />
      </Field>
      <div>
        <Button onClick={() => void copy()}>Copy the address</Button> {copied}
      </div>
    </>
  );
}
