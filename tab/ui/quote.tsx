import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  quote: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalM,
    boxShadow: `inset 3px 0 0 ${tokens.colorNeutralStroke1}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxWidth: '70ch',
  },
});

/** Words that somebody wrote, as they wrote them. */
export function Quote({ children }: { children: string }) {
  return <blockquote className={useStyles().quote}>{children}</blockquote>;
}
