import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { useHidden } from '../ui/hidden.ts';
import { NoticeText } from '../ui/states.tsx';

/** Under this each row is a block of its own, with the name of each value beside it. */
const stacked = '@media (max-width: 760px)';

const useStyles = makeStyles({
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
      '& tr': { display: 'flex', flexWrap: 'wrap', padding: tokens.spacingHorizontalS },
      '& th': { padding: tokens.spacingHorizontalXS, borderBottomStyle: 'none' },
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
      overflowWrap: 'anywhere',
    },
    '& tr + tr': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    [stacked]: {
      display: 'block',
      '& tr': { display: 'block', padding: tokens.spacingHorizontalM },
      '& td, & th': { display: 'block', padding: `${tokens.spacingVerticalXXS} 0` },
      '& [data-name]': { display: 'grid', gridTemplateColumns: '104px minmax(0, 1fr)' },
      '& [data-name]::before': { content: 'attr(data-name)', color: tokens.colorNeutralForeground2 },
    },
  },
  second: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export type Column<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  /** What the rows are sorted by when this column is pressed. */
  by?: (row: Row) => string | number;
};

type TableProps<Row> = {
  caption: string;
  /** The first one names the row. */
  columns: Column<Row>[];
  rows: Row[];
  idOf: (row: Row) => string;
  /** What can be done with a row. */
  actions?: (row: Row) => ReactNode;
};

const order = new Intl.Collator('en-GB', { numeric: true });

/** Rows under named columns; on a phone each row is a block of its own. */
export function Table<Row>({ caption, columns, rows, idOf, actions }: TableProps<Row>) {
  const styles = useStyles();
  const hidden = useHidden();
  const [sorted, setSorted] = useState({ name: '', down: false });
  const by = columns.find(({ name }) => name === sorted.name)?.by;
  const shown = by ? rows.toSorted((a, b) => order.compare(String(by(a)), String(by(b)))) : rows;
  if (by && sorted.down) shown.reverse();
  const direction = (name: string) =>
    name !== sorted.name ? 'none' : sorted.down ? 'descending' : 'ascending';
  const sort = (name: string) => setSorted({ name, down: name === sorted.name && !sorted.down });

  return (
    <table className={styles.table}>
      <caption className={hidden}>{caption}</caption>
      <thead className={styles.head}>
        <tr>
          {columns.map(({ name, by }) => (
            <th key={name} scope="col" aria-sort={by && direction(name)}>
              {by ? (
                <button type="button" className={styles.sort} onClick={() => sort(name)}>
                  {name}
                  <span aria-hidden="true">
                    {{ none: '', ascending: ' ↑', descending: ' ↓' }[direction(name)]}
                  </span>
                </button>
              ) : (
                name
              )}
            </th>
          ))}
          {actions && (
            <th scope="col">
              <span className={hidden}>Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className={styles.body}>
        {shown.map((row) => (
          <tr key={idOf(row)}>
            {columns.map(({ name, cell }, at) =>
              at === 0 ? (
                <th key={name} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={name} data-name={name}>
                  <span>{cell(row)}</span>
                </td>
              ),
            )}
            {actions && (
              <td>
                <span className={styles.actions}>{actions(row)}</span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A line under the first one of a cell. */
export function Second({ children }: { children: ReactNode }) {
  return <span className={useStyles().second}>{children}</span>;
}

/** Says that a list was cut, where it was. */
export function Cut({ shown, total }: { shown: number; total: number }) {
  if (shown >= total) return null;
  return (
    <NoticeText>
      These are {shown} of {total}. Search or filter to find the others.
    </NoticeText>
  );
}
