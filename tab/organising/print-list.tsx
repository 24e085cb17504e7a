import { Button, makeStaticStyles, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Loaded, NoticeText } from '../ui/states.tsx';
import type { OfSession } from './of-session.ts';
import { arrivalsQuery } from './session-queries.ts';

// On paper nothing can be pressed.
const usePaper = makeStaticStyles({
  '@media print': {
    'nav, button, header:has(nav), header a, a[href="#main"]': { display: 'none !important' },
    'body *': { backgroundColor: 'transparent !important', color: '#000000 !important' },
  },
});

const useStyles = makeStyles({
  list: {
    width: '100%',
    borderCollapse: 'collapse',
    '& caption': { textAlign: 'start', paddingBottom: tokens.spacingVerticalS },
    '& th, & td': {
      padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
      textAlign: 'start',
      fontWeight: 'inherit',
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
      overflowWrap: 'anywhere',
    },
    '& thead th': { fontWeight: tokens.fontWeightSemibold },
    '& thead': { display: 'table-header-group' },
    '& tr': { breakInside: 'avoid' },
  },
  box: {
    display: 'inline-block',
    width: '20px',
    height: '20px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
});

/** Who is expected, for the desk at the door: on paper, to tick. */
export function PrintList({ event, session }: OfSession) {
  usePaper();
  const styles = useStyles();
  const arrivals = useQuery(arrivalsQuery(session.id));
  return (
    <Loaded query={arrivals} what="session" skeleton={[32, 48, 48, 48]}>
      {({ people }) =>
        people.length === 0 ? (
          <NoticeText>Nobody has a place yet, so there is nothing to print.</NoticeText>
        ) : (
          <>
            <div>
              <Button appearance="primary" onClick={() => window.print()}>
                Print
              </Button>
            </div>
            <table className={styles.list}>
              <caption>
                {event.event.title}, {session.when.text}
              </caption>
              <thead>
                <tr>
                  <th scope="col">Here</th>
                  <th scope="col">Name</th>
                  <th scope="col">Organisation</th>
                </tr>
              </thead>
              <tbody>
                {people.map(({ bookingId, name, post, organisation, arrived }) => (
                  <tr key={bookingId}>
                    <td>{arrived ?? <span className={styles.box} />}</td>
                    <th scope="row">
                      {name}
                      {post && `, ${post}`}
                    </th>
                    <td>{organisation}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )
      }
    </Loaded>
  );
}
