import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { useParams } from 'react-router';
import { segment } from '../api.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { Loaded, NotFound } from '../ui/states.tsx';
import { Views } from '../ui/views.tsx';
import { Afterwards } from './afterwards.tsx';
import { CheckIn } from './check-in.tsx';
import { EditSession } from './edit-session.tsx';
import { Log } from './log.tsx';
import { Messages } from './messages.tsx';
import { Nominations } from './nominations.tsx';
import type { OfSession } from './of-session.ts';
import { People } from './people.tsx';
import { PrintList } from './print-list.tsx';
import { toEditQuery } from './queries.ts';
import { Report } from './report.tsx';
import { Warnings } from './warnings.tsx';

type View = {
  text: string;
  Content: ComponentType<OfSession>;
  /** Whether it is offered. */
  fits?: (of: OfSession) => boolean;
};

const views: Record<string, View> = {
  people: { text: 'People', Content: People },
  nominations: {
    text: 'Nominations',
    Content: Nominations,
    fits: ({ session }) => session.session.byApproval,
  },
  messages: { text: 'Messages', Content: Messages },
  'check-in': { text: 'Check in', Content: CheckIn },
  print: { text: 'List to print', Content: PrintList },
  report: { text: 'Report', Content: Report },
  afterwards: { text: 'Afterwards', Content: Afterwards },
  log: { text: 'What was done', Content: Log },
  edit: { text: 'Change', Content: EditSession, fits: ({ event }) => event.sessions.length > 1 },
};

export default function SessionPage() {
  const { id = '', session: sessionId = '', view = 'people' } = useParams();
  const query = useQuery(toEditQuery(id));
  const session = query.data?.sessions.find((each) => each.id === sessionId);
  const shown = Object.hasOwn(views, view) ? views[view] : undefined;
  const title = query.data?.event.title;
  return (
    <CoordinatePage
      title={title && shown ? `${title}: ${shown.text.toLowerCase()}` : 'Session'}
      loading={query.isPending}
      intro={session?.when.text}
      needs="manageEvents"
      at="/coordinate/events"
      back={{ to: `/coordinate/events/${segment(id)}`, text: title ?? 'The event' }}
    >
      <Loaded query={query} what="event" skeleton={[32, 64, 64, 64]}>
        {(event) =>
          session && shown ? (
            <>
              <Views
                label="This session"
                here={view}
                views={Object.entries(views)
                  .filter(([, { fits }]) => fits?.({ event, session }) ?? true)
                  .map(([name, { text }]) => ({ name, text, to: addressOf(id, sessionId, name) }))}
              />
              {view === 'people' && <Warnings warnings={session.warnings} />}
              <shown.Content key={`${session.id} ${view}`} event={event} session={session} />
            </>
          ) : (
            <NotFound what="session" />
          )
        }
      </Loaded>
    </CoordinatePage>
  );
}

const addressOf = (event: string, session: string, view: string) =>
  `/coordinate/events/${segment(event)}/${segment(session)}${view === 'people' ? '' : `/${view}`}`;
