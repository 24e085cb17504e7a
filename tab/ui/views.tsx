import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link, type To } from 'react-router';

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

type ViewsProps = {
  /** "Views of events" */
  label: string;
  views: { name: string; to: To; text: string }[];
  /** The name of the one in sight. */
  here: string;
};

/** Pages that show the same thing from several sides, one of them in sight. */
export function Views({ label, views, here }: ViewsProps) {
  const styles = useStyles();
  return (
    <nav aria-label={label}>
      <ul className={styles.views}>
        {views.map(({ name, to, text }) => (
          <li key={name}>
            <Link
              to={to}
              aria-current={name === here ? 'page' : undefined}
              className={mergeClasses(styles.view, name === here && styles.here)}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
