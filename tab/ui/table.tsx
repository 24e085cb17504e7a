import { type ReactNode, useState } from 'react';
import { useHidden } from './hidden.ts';
import { NoticeText } from './states.tsx';
import { useTableStyles } from './table-look.ts';

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
  const styles = useTableStyles();
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
  return <span className={useTableStyles().second}>{children}</span>;
}

/** Says that a list was cut, where it was. */
export function Cut({ shown, total, children }: { shown: number; total: number; children?: string }) {
  if (shown >= total) return null;
  return (
    <NoticeText>
      These are {shown} of {total.toLocaleString('en-GB')}.{children}
    </NoticeText>
  );
}
