import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { bookingsQuery } from './api.ts';
import { Gate } from './members/gate.tsx';
import { Header } from './members/header.tsx';
import { type Route as PageRoute, routes } from './routes.ts';
import { LiveRegion } from './ui/announce.tsx';
import { useCode } from './ui/code.tsx';
import { CrashNotice } from './ui/crash-notice.tsx';
import { coordinateStart, useMe } from './ui/me.ts';
import { Page } from './ui/page.tsx';
import { useScrollMemory } from './ui/scroll.ts';
import { NotFound, Skeleton } from './ui/states.tsx';

const useStyles = makeStyles({
  main: {
    boxSizing: 'border-box',
    maxWidth: '1080px',
    marginInline: 'auto',
    ':focus': { outlineStyle: 'none' },
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL} 64px`,
    '@media (max-width: 640px)': { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} 48px` },
  },
});

const loading = <Skeleton heights={[36, 32, 96, 96, 96]} />;

export function App() {
  const styles = useStyles();
  const { pathname } = useLocation();
  useScrollMemory();
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        <CrashNotice key={pathname}>
          <Gate waiting={loading}>
            <Routes>
              {routes.map((route) => (
                <Route key={route.path} path={route.path} element={<LoadedPage route={route} />} />
              ))}
              <Route path="/my-events" element={<EventsStart />} />
              <Route path="/coordinate" element={<CoordinateStart />} />
              <Route path="*" element={<UnknownPage />} />
            </Routes>
          </Gate>
        </CrashNotice>
      </main>
      <LiveRegion />
    </>
  );
}

function LoadedPage({ route }: { route: PageRoute }) {
  const Content = useCode(route.load);
  return Content ? <Content /> : loading;
}

/** Events begins with what somebody has booked, or else with all there are. */
function EventsStart() {
  const { data, isError } = useQuery(bookingsQuery);
  if (!data && !isError) return loading;
  const coming = data?.bookings.some(({ event }) => !event.when.passed);
  return <Navigate to={coming ? '/bookings' : '/events'} replace />;
}

function CoordinateStart() {
  return <Navigate to={coordinateStart(useMe().can)} replace />;
}

function UnknownPage() {
  return (
    <Page title="Page not found" back={{ to: '/home', text: 'Home' }}>
      <NotFound what="page" />
    </Page>
  );
}
