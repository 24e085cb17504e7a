import { makeStyles, tokens } from '@fluentui/react-components';

/** Under this each row is a block of its own, with the name of each value beside it. */
const stacked = '@media (max-width: 760px)';

/** The look of every table of Coordinate. */
export const useTableStyles = makeStyles({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    [stacked]: { display: 'block' },
  },
  head: {
    '& th': {
      padding: tokens.spacingHorizontalM,
      textAlign: 'start',
      fontWeight: tokens.fontWeightSemibold,
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
    },
    [stacked]: {
      display: 'block',
      '& tr': {
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: tokens.spacingHorizontalS,
        padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
        borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
      },
      '& tr:not(:has([aria-sort]))': { display: 'none' },
      '& tr::before': { content: '"Sort by"', padding: `${tokens.spacingHorizontalXS} 0` },
      '& th': { padding: `${tokens.spacingHorizontalXS} 0`, borderBottomStyle: 'none' },
      '& th:not([aria-sort])': { display: 'none' },
    },
  },
  sort: {
    minHeight: '24px',
    padding: 0,
    border: 0,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    textDecorationLine: 'underline',
    textDecorationStyle: 'dotted',
    textUnderlineOffset: '3px',
    cursor: 'pointer',
    ':hover': { textDecorationStyle: 'solid' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  body: {
    '& td, & th': {
      padding: tokens.spacingHorizontalM,
      textAlign: 'start',
      verticalAlign: 'top',
      fontWeight: 'inherit',
      overflowWrap: 'break-word',
    },
    '& tr + tr': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    [stacked]: {
      display: 'block',
      '& tr': { display: 'block', padding: tokens.spacingHorizontalM },
      '& td, & th': { display: 'block', padding: `${tokens.spacingVerticalXXS} 0` },
      '& th': { fontWeight: tokens.fontWeightSemibold },
      '& [data-name]': {
        display: 'grid',
        gridTemplateColumns: '96px minmax(0, 1fr)',
        columnGap: tokens.spacingHorizontalM,
        overflowWrap: 'anywhere',
      },
      '& [data-name]:has(> span:empty)': { display: 'none' },
      '& [data-name]::before': { content: 'attr(data-name)', color: tokens.colorNeutralForeground2 },
    },
  },
  second: {
    display: 'block',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});
