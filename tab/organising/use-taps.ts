import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Arrived } from '../../bot/api/contract-day.ts';
import { announce } from '../ui/announce.tsx';
import { arrivalsQuery } from './session-queries.ts';
import { addTap, sendTaps, type Tap, waitingTaps } from './taps.ts';

const tryAgainEvery = 5_000;

/** The taps at a session that are still to be sent, and how to add one. They are sent as soon as that works. */
export function useTaps(sessionId: string, onRefused: (message: string) => void) {
  const client = useQueryClient();
  const [taps, setTaps] = useState<Tap[]>(() => waitingTaps(sessionId));
  const sending = useRef(false);
  const refused = useRef(onRefused);
  refused.current = onRefused;

  const send = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    const { queryKey } = arrivalsQuery(sessionId);
    const heard = ({ person, came, expected }: Arrived) => {
      client.setQueryData(
        queryKey,
        (was) =>
          was && {
            ...was,
            came,
            expected,
            people: was.people.map((each) => (each.bookingId === person.bookingId ? person : each)),
          },
      );
      setTaps(waitingTaps(sessionId));
    };
    // An answer that is on its way from before would show them as not here again.
    await client.cancelQueries({ queryKey });
    await sendTaps(sessionId, heard, (message) => {
      setTaps(waitingTaps(sessionId));
      refused.current(message);
      void client.invalidateQueries({ queryKey });
    });
    sending.current = false;
  }, [client, sessionId]);

  useEffect(() => {
    if (taps.length === 0) return;
    void send();
    const again = setInterval(() => void send(), tryAgainEvery);
    addEventListener('online', send);
    return () => {
      clearInterval(again);
      removeEventListener('online', send);
    };
  }, [taps, send]);

  const tap = (bookingId: string, name: string, here: boolean) => {
    addTap(sessionId, bookingId, here);
    setTaps(waitingTaps(sessionId));
    announce(here ? `${name} is checked in` : `${name} is not checked in`);
  };
  return { taps, tap };
}
