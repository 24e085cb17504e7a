import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  text: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, minWidth: 0 },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  body: { margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '70ch' },
});

/** The words of an announcement as a member reads them. */
export function AnnouncementText({ title, body }: { title: string; body: string }) {
  const styles = useStyles();
  return (
    <div className={styles.text}>
      <h3 className={styles.title}>{title}</h3>
      <p className={styles.body}>{body}</p>
    </div>
  );
}
