import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Right } from '../../bot/api/contract.ts';
import { inTeams } from '../host.ts';
import { useMe } from './me.ts';
import { Page } from './page.tsx';
import { Forbidden } from './states.tsx';

const narrow = '@media (max-width: 900px)';

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '168px minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  menu: { display: 'none', [narrow]: { display: 'inline-flex' } },
  folded: { [narrow]: { display: 'none' } },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  group: {
    margin: 0,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  link: {
    display: 'block',
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    borderLeft: '3px solid transparent',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      color: tokens.colorNeutralForeground1Hover,
      textDecorationLine: 'underline',
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  here: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `3px solid ${tokens.colorCompoundBrandStroke}`,
    fontWeight: tokens.fontWeightSemibold,
  },
});

type Place = { to: string; text: string; needs: Right };
const people = '/coordinate/people';
const questions = '/coordinate/questions';

/** The workspace of those who run the alliance, as far as each may enter it. */
const places: { group?: string; places: Place[] }[] = [
  { places: [{ to: '/coordinate/events', text: 'Events', needs: 'manageEvents' }] },
  { places: [{ to: '/coordinate/announcements', text: 'Announcements', needs: 'announce' }] },
  {
    group: 'Questions',
    places: [
      { to: `${questions}/open`, text: 'Open', needs: 'answer' },
      { to: `${questions}/unanswered`, text: 'Unanswered', needs: 'answer' },
      { to: `${questions}/unhelpful`, text: 'Unhelpful', needs: 'answer' },
      { to: `${questions}/drafts`, text: 'Drafts', needs: 'answer' },
      { to: `${questions}/knows`, text: 'What the bot knows', needs: 'answer' },
    ],
  },
  {
    group: 'People and access',
    places: [
      { to: `${people}/requests`, text: 'Requests', needs: 'vouch' },
      { to: `${people}/members`, text: 'Members', needs: 'vouch' },
      { to: `${people}/authorities`, text: 'Authorities', needs: 'managePeople' },
      { to: `${people}/contacts`, text: 'Contacts', needs: 'managePeople' },
      { to: `${people}/networks`, text: 'Networks', needs: 'managePeople' },
      { to: `${people}/audiences`, text: 'Audiences', needs: 'announce' },
      { to: `${people}/roles`, text: 'Roles', needs: 'administer' },
      { to: `${people}/audit`, text: 'Audit log', needs: 'administer' },
    ],
  },
  { places: [{ to: '/coordinate/sending', text: 'Sending', needs: 'administer' }] },
];

type CoordinatePageProps = {
  /** The right that the page needs. */
  needs: Right;
  title: string;
  intro?: ReactNode;
  /** The address that stands for this page in the navigation, where it is another one. */
  at?: string;
  /** The page that it belongs to. */
  back?: { to: string; text: string } | undefined;
  /** True until the title is known. */
  loading?: boolean;
  children: ReactNode;
};

// In Teams no other link leads out of here.
const home = inTeams ? { to: '/home', text: 'Home' } : undefined;

/** A page of Coordinate, beside the navigation of the workspace. Who lacks the right reads how to get it. */
export function CoordinatePage({
  needs,
  title,
  intro,
  at,
  back = home,
  loading = false,
  children,
}: CoordinatePageProps) {
  const styles = useStyles();
  const { can } = useMe();
  const { pathname } = useLocation();
  const page = (
    <Page title={title} back={back} loading={loading} intro={can[needs] ? intro : undefined}>
      {can[needs] ? children : <Forbidden message="This page is for the people who run the alliance." />}
    </Page>
  );
  const open = places
    .map(({ group, places }) => ({ group, places: places.filter(({ needs }) => can[needs]) }))
    .filter(({ places }) => places.length > 0);
  if (open.length === 0) return page;
  return (
    <div className={styles.frame}>
      <Navigation key={pathname} groups={open} here={at ?? pathname} />
      {page}
    </div>
  );
}

function Navigation({ groups, here }: { groups: typeof places; here: string }) {
  const styles = useStyles();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <nav aria-label="Coordinate">
      <Button className={styles.menu} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? 'Close the menu' : 'Menu'}
      </Button>
      <div id={id} className={mergeClasses(!open && styles.folded)}>
        {groups.map(({ group, places }) => (
          <div key={places[0]?.to}>
            {group && <p className={styles.group}>{group}</p>}
            <ul className={styles.list} aria-label={group}>
              {places.map(({ to, text }) => (
                <li key={to}>
                  <Link
                    to={to}
                    aria-current={to === here ? 'page' : undefined}
                    className={mergeClasses(styles.link, to === here && styles.here)}
                  >
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}
