import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { NavLink, useLocation } from 'react-router';

const useStyles = makeStyles({
  views: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  view: {
    display: 'block',
    padding: `${tokens.spacingVerticalSNudge} 0`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    paddingBottom: `calc(${tokens.spacingVerticalSNudge} - 3px)`,
    borderBottom: `3px solid ${tokens.colorCompoundBrandStroke}`,
  },
});

const kept = ['area', 'mode', 'networks', 'places'];

/** The three views of Events. The list and the calendar keep what is filtered by. */
export function EventViews() {
  const styles = useStyles();
  const query = new URLSearchParams(useLocation().search);
  const filters = new URLSearchParams([...query].filter(([name]) => kept.includes(name))).toString();
  const look = ({ isActive }: { isActive: boolean }) => mergeClasses(styles.view, isActive && styles.here);
  return (
    <nav aria-label="Views of events">
      <ul className={styles.views}>
        <li>
          <NavLink to={{ pathname: '/events', search: filters }} className={look}>
            All events
          </NavLink>
        </li>
        <li>
          <NavLink to={{ pathname: '/calendar', search: filters }} className={look}>
            Calendar
          </NavLink>
        </li>
        <li>
          <NavLink to="/bookings" className={look}>
            My bookings
          </NavLink>
        </li>
      </ul>
    </nav>
  );
}
