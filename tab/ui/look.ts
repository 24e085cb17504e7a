import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';

/** The look that the lists of these pages share. */
export const useLook = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  head: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  words: { ...typographyStyles.subtitle2, margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  form: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    minWidth: 0,
    // The longest choice of a list would otherwise set the width.
    '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  search: { maxWidth: '560px' },
  short: { maxWidth: '320px' },
  folded: {
    '& summary': { minHeight: '24px', cursor: 'pointer', width: 'fit-content' },
    '& summary:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    '& > :not(summary)': { marginTop: tokens.spacingVerticalS },
  },
});
