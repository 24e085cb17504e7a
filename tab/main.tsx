import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, matchPath } from 'react-router';
import { meQuery, Problem } from './api.ts';
import { App } from './app.tsx';
import { notifyReady, startHost, type ThemeName } from './host.ts';
import { routes } from './routes.ts';
import { Themed } from './ui/themed.tsx';

const client = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
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

// Asking again who is signed in is what shows the way to sign in.
function noticeSignedOut(error: Error) {
  const signedIn = client.getQueryState(meQuery.queryKey)?.status === 'success';
  if (error instanceof Problem && error.status === 401 && signedIn) {
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
  }
}

/** Asks for the page's code and its first data before anything is drawn, not one after the other. */
async function prefetch() {
  void client.prefetchQuery(meQuery);
  const page = await routes.find(({ path }) => matchPath(path, location.pathname))?.load();
  await page?.prefetch?.(client, new URLSearchParams(location.search));
}

async function start() {
  const root = createRoot(document.getElementById('root')!);
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
  prefetch().catch(() => {});
  draw();
  await notifyReady();
}

void start();
