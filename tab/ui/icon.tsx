import type { Area } from '../../bot/api/contract.ts';

const paths = {
  shield: 'M10 2.5 4 4.8v4.4c0 3.7 2.4 6.6 6 8.3 3.6-1.7 6-4.6 6-8.3V4.8L10 2.5Z',
  building: 'M4.5 17V3.5h7V17M11.5 8h4v9M2.8 17h14.4M7 6.5h2M7 9.5h2M7 12.5h2M13.5 11v0M13.5 14v0',
  puzzle: 'M4 7h3.2a2 2 0 1 1 3.6 0H14v3.2a2 2 0 1 1 0 3.6V17H4V7Z',
  key: 'M9.6 10.4 17 3M14 6l2.2 2.2M12 8l1.6 1.6M6.8 17a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6Z',
  people:
    'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 16.5c0-3 2-4.8 5-4.8s5 1.8 5 4.8M13 3.4a3 3 0 0 1 0 5.2M14.5 12c2 .6 3 2.2 3 4.5',
  star: 'm10 2.8 2.2 4.6 5 .7-3.6 3.5.9 5L10 14.2l-4.5 2.4.9-5L2.8 8.1l5-.7L10 2.8Z',
  info: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 9v5M10 6.2v.1',
  check: 'm4 10.5 4 4 8-9',
  calendar: 'M3.5 5h13v12h-13V5ZM3.5 8.8h13M7 2.8v3.4M13 2.8v3.4',
  open: 'M11.5 3.5h5v5M16.5 3.5 9 11M14 11.5v5H3.5V6h5',
  warning: 'M10 3 2.5 16.5h15L10 3ZM10 8v4M10 14.3v.1',
  lock: 'M4.5 9h11v8h-11V9ZM7 9V6a3 3 0 0 1 6 0v3',
  search: 'M8.8 14.5a5.7 5.7 0 1 0 0-11.4 5.7 5.7 0 0 0 0 11.4ZM13 13l4 4',
  back: 'M12 4.5 6.5 10l5.5 5.5',
} satisfies Record<Area['icon'] | string, string>;

export type IconName = keyof typeof paths;

/** A small line drawing in the colour of the words beside it. Those words carry the meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flexShrink: 0 }}
    >
      <path d={paths[name]} />
    </svg>
  );
}
