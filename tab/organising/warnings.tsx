import { makeStyles, tokens } from '@fluentui/react-components';
import { Icon } from '../ui/icon.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  warning: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  sign: { color: tokens.colorStatusDangerForeground1, lineHeight: 0 },
});

/** What somebody should do about it. */
export function Warnings({ warnings }: { warnings: string[] }) {
  const styles = useStyles();
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.list}>
      {warnings.map((warning) => (
        <li key={warning} className={styles.warning}>
          <span className={styles.sign}>
            <Icon name="warning" />
          </span>
          {warning}
        </li>
      ))}
    </ul>
  );
}
