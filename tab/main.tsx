import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, matchPath } from 'react-router';
import { bookingsQuery, eventFilterOf, eventsQuery, meQuery, Problem } from './api.ts';
import { App } from './app.tsx';
import { closeWindow, notifyReady, startHost, type ThemeName } from './host.ts';
import { routes } from './routes.ts';
import { askForCode } from './ui/code.tsx';
import { Themed } from './ui/themed.tsx';

const client = new QueryClient({
  queryCache: new QueryCache({ onError: noticeRefusal }),
  mutationCache: new MutationCache({ onError: noticeRefusal }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (failures, error) =>
        failures < 1 && error instanceof Problem && (error.status === 0 || error.status > 500),
      retryDelay: 500,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

// Asking again who is signed in, and what they may do, is what shows the way to sign in or to ask for access.
function noticeRefusal(error: Error) {
  const signedIn = client.getQueryState(meQuery.queryKey)?.status === 'success';
  if (error instanceof Problem && [401, 403].includes(error.status) && signedIn) {
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
  }
}

/** Asks for the page's code and its first data side by side, before anything is drawn. */
function prefetch() {
  const route = routes.find(({ path }) => matchPath(path, location.pathname));
  if (route) askForCode(route.load);
  void client.prefetchQuery(meQuery);
  if (['/events', '/my-events'].includes(location.pathname)) {
    void client.prefetchQuery(eventsQuery(eventFilterOf(new URLSearchParams(location.search))));
  }
  if (location.pathname === '/my-events') void client.prefetchQuery(bookingsQuery);
}

async function start() {
  const root = createRoot(document.getElementById('root')!);
  // Where Microsoft sends the window that asked for somebody's calendar: nobody is signed in there.
  if (location.pathname === '/calendar-asked') {
    document.title = 'Done';
    root.render(<main>You can close this window and go on in Teams.</main>);
    return closeWindow().catch(() => {});
  }
  let theme: ThemeName = 'light';
  let started = false;
  const draw = () =>
    root.render(
      <Themed theme={theme}>
        <QueryClientProvider client={client}>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </QueryClientProvider>
      </Themed>,
    );
  // Where Teams does not start, the calls that follow get no token, and the page says what to do.
  await startHost((changed) => {
    theme = changed;
    if (started) draw();
  }).catch(() => {});
  started = true;
  prefetch();
  draw();
  await notifyReady();
}

void start();
