import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'react-router';
import type { Me } from '../../bot/api/contract.ts';
import { meQuery, Problem } from '../api.ts';
import { inTeams } from '../host.ts';
import { coordinateStart } from '../ui/me.ts';
import { leave } from './leave.ts';

const useStyles = makeStyles({
  skip: {
    position: 'absolute',
    left: tokens.spacingHorizontalL,
    top: '-80px',
    zIndex: 1,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    ':focus': { top: tokens.spacingVerticalS },
  },
  header: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalL}`,
    boxSizing: 'border-box',
    maxWidth: '1080px',
    marginInline: 'auto',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXL}`,
    '@media (max-width: 640px)': { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}` },
  },
  name: {
    minWidth: '2em',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
  },
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    '@media (max-width: 640px)': { marginInline: `calc(-1 * ${tokens.spacingHorizontalS})` },
  },
  nav: { flexGrow: 1, '@media (max-width: 640px)': { order: 1, flexBasis: '100%' } },
  link: {
    display: 'block',
    padding: `${tokens.spacingVerticalMNudge} ${tokens.spacingHorizontalS}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { color: tokens.colorNeutralForeground1, textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    paddingBottom: `calc(${tokens.spacingVerticalMNudge} - 3px)`,
    borderBottom: `3px solid ${tokens.colorCompoundBrandStroke}`,
  },
  person: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
    '@media (max-width: 640px)': { flexGrow: 1, justifyContent: 'end', columnGap: 0 },
  },
  // Home greets by name; a narrow header has room for the sections alone.
  who: { '@media (max-width: 640px)': { display: 'none' } },
});

type Section = { to: string; text: string /** The addresses that belong to it. */; pages: RegExp };

const sections: Section[] = [
  { to: '/home', text: 'Home', pages: /^\/(home|questions)?$/ },
  { to: '/my-events', text: 'Events', pages: /^\/(my-events|events|calendar|bookings)(\/|$)/ },
  { to: '/library', text: 'Library', pages: /^\/library(\/|$)/ },
  { to: '/programmes', text: 'Programmes', pages: /^\/programmes(\/|$)/ },
];
const coordinate = (can: Me['can']): Section => ({
  to: coordinateStart(can),
  text: 'Coordinate',
  pages: /^\/coordinate(\/|$)/,
});

/** The way past the navigation, and the sections. In Teams the sections are tabs of its own, so only Coordinate stays. */
export function Header() {
  const styles = useStyles();
  const { pathname } = useLocation();
  const { data: me, error } = useQuery({ ...meQuery, enabled: false });
  const shut = error instanceof Problem && (error.status === 401 || error.status === 403);
  const links = [...(inTeams ? [] : sections), ...(me?.can.vouch ? [coordinate(me.can)] : [])];
  return (
    <>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      {!shut && links.length > 0 && (
        <header className={styles.header}>
          <div className={styles.bar}>
            {!inTeams && <span className={styles.name}>{me?.alliance.shortName}</span>}
            <Sections links={links} />
            {me?.signOut && !inTeams && (
              <div className={styles.person}>
                <span className={styles.who}>
                  {me.name}, {me.organisation.name}
                </span>
                <Link
                  to="/preferences"
                  aria-current={pathname === '/preferences' ? 'page' : undefined}
                  className={mergeClasses(styles.link, pathname === '/preferences' && styles.here)}
                >
                  Preferences
                </Link>
                <Button appearance="subtle" onClick={leave}>
                  Sign out
                </Button>
              </div>
            )}
          </div>
        </header>
      )}
    </>
  );
}

function Sections({ links }: { links: Section[] }) {
  const styles = useStyles();
  const { pathname } = useLocation();
  return (
    <nav aria-label="Sections" className={styles.nav}>
      <ul className={styles.links}>
        {links.map(({ to, text, pages }) => {
          const here = pages.test(pathname);
          return (
            <li key={to}>
              <Link
                to={to}
                aria-current={here && (pathname === to ? 'page' : 'true')}
                className={mergeClasses(styles.link, here && styles.here)}
              >
                {text}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
