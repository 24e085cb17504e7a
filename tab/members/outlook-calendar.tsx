import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutlookCalendar as State } from '../../bot/api/contract-people.ts';
import { meQuery } from '../api.ts';
import { inTeams, openWindow } from '../host.ts';
import { announce } from '../ui/announce.tsx';
import { useMe } from '../ui/me.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { chooseCalendar, outlookQuery } from '../ui/outlook.ts';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  calendar: { maxWidth: '640px', marginTop: tokens.spacingVerticalXXXL },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

const places = (count: number) => (count === 1 ? 'One booking' : `${count} bookings`);

/** What keeps Outlook shut, as somebody reads it who has just chosen it. */
const inTheWay = {
  'not allowed': 'Your organisation does not let this app into your Outlook calendar.',
  'no calendar': 'We found no Outlook calendar of yours.',
  later: 'Outlook does not answer at the moment. Try again in a few minutes.',
  off: 'The administrators have turned this off.',
  'only in Teams': 'This works in Teams only. Open this page there.',
};

/** Why it is shut now, and was not before. */
const lost = {
  consent: 'You, or your organisation, no longer let this app into your Outlook calendar.',
  'not allowed': 'Your organisation no longer lets this app into your Outlook calendar.',
  'no calendar': 'We no longer find your Outlook calendar.',
};

/** Whether bookings come into the person's calendar by an invitation or straight into Outlook; nothing where there is no choice. */
export function OutlookCalendar() {
  const styles = useStyles();
  const { offered } = useMe().outlook;
  const query = useQuery(outlookQuery);
  const { data } = query;
  if (data ? !data.offered && data.entries === 0 : !offered) return null;
  return (
    <div className={styles.calendar}>
      <Section heading="Your calendar">
        <Loaded query={query} skeleton={[24, 32]}>
          {(state) => (state.offered ? <Choice state={state} /> : <TurnedOff entries={state.entries} />)}
        </Loaded>
      </Section>
    </div>
  );
}

function TurnedOff({ entries }: { entries: number }) {
  return (
    <NoticeText>
      {`The administrators have turned off that bookings are put into Outlook. New ones come by an e-mailed invitation. ${places(entries)} in your Outlook calendar can be out of date.`}
    </NoticeText>
  );
}

function Choice({ state }: { state: State }) {
  const styles = useStyles();
  const client = useQueryClient();
  const { shortName } = useMe().alliance;
  const { outcome, say } = useOutcome();
  const settle = (now: State, way: State['way']) => {
    client.setQueryData(outlookQuery.queryKey, now);
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
    if (now.way === way) say({ words: chosen[way] });
    else if (now.outcome && now.outcome !== 'consent' && now.outcome !== 'up to date')
      say({ words: inTheWay[now.outcome], failed: true });
  };
  const onError = (problem: Error) => announce(describe(problem).message);
  const choose = useMutation({ mutationFn: chooseCalendar, onSuccess: settle, onError });
  const allow = useMutation({
    mutationFn: async () => {
      // Where the window is closed, or does not open, Outlook itself says whether we may.
      await openWindow(state.allow).catch(() => {});
      return chooseCalendar('outlook');
    },
    onSuccess: (now) => settle(now, 'outlook'),
    onError,
  });
  const error = choose.error ?? allow.error;
  const asks = state.way === 'e-mail' && state.outcome === 'consent';
  return (
    <>
      {outcome}
      {state.way === 'outlook' ? (
        <NoticeText>
          {`Your bookings go straight into your Outlook calendar. It is brought up to date each time you open ${shortName} in Teams. What you take out of Outlook yourself stays out, and your place stays yours until you cancel it here.`}
        </NoticeText>
      ) : (
        <NoticeText>
          Your bookings come into your calendar by an e-mailed invitation, where we know your address.
        </NoticeText>
      )}
      {state.lost && (
        <NoticeText>
          {`${lost[state.lost]} ${state.entries > 0 ? `${places(state.entries)} there can be out of date.` : ''}`}
        </NoticeText>
      )}
      {asks && <Permission state={state} refused={allow.isSuccess} />}
      {error && <NoticeText>{describe(error).message}</NoticeText>}
      <div className={styles.buttons}>
        {state.way === 'outlook' ? (
          <Button disabledFocusable={choose.isPending} onClick={() => choose.mutate('e-mail')}>
            Use e-mailed invitations instead
          </Button>
        ) : asks ? (
          <Button appearance="primary" disabledFocusable={allow.isPending} onClick={() => allow.mutate()}>
            Give permission
          </Button>
        ) : inTeams ? (
          <Button disabledFocusable={choose.isPending} onClick={() => choose.mutate('outlook')}>
            Put them straight into Outlook
          </Button>
        ) : (
          <NoticeText>To have them put straight into Outlook, open this page in Teams.</NoticeText>
        )}
        {state.lost && (
          <Button disabledFocusable={choose.isPending} onClick={() => choose.mutate('e-mail')}>
            Keep e-mailed invitations
          </Button>
        )}
      </div>
    </>
  );
}

const chosen = {
  outlook: 'From now on your bookings go straight into your Outlook calendar.',
  'e-mail': 'From now on your bookings come by an e-mailed invitation. What stands in Outlook stays there.',
};

/** @param refused it was asked for, and not given */
function Permission({ state, refused }: { state: State; refused: boolean }) {
  const { shortName } = useMe().alliance;
  return refused ? (
    <div role="status">
      <NoticeText>
        The permission was not given, so nothing has changed. If Microsoft said that an administrator has to
        approve it, your organisation has to allow it first. Send this address to the administrator of
        Microsoft 365 where you work:
      </NoticeText>
      <NoticeText>{state.allowForAll}</NoticeText>
    </div>
  ) : (
    <div role="status">
      <NoticeText>
        {`Microsoft asks for your permission first: to read and change your calendar. ${shortName} uses it for the entries of your bookings, and for nothing else.`}
      </NoticeText>
    </div>
  );
}
