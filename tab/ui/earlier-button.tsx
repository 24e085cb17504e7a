import { Button } from '@fluentui/react-components';

type EarlierProps = {
  log: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
    data?: { pages: unknown[] } | undefined;
  };
};

/** Brings the page of a log that comes before what is shown; nothing where all of it fits on one. */
export function EarlierButton({ log }: EarlierProps) {
  // It stays at the end, where the focus is.
  if (!log.hasNextPage && (log.data?.pages.length ?? 0) < 2) return null;
  return (
    <div>
      <Button
        disabledFocusable={!log.hasNextPage || log.isFetchingNextPage}
        onClick={() => void log.fetchNextPage()}
      >
        {log.hasNextPage ? 'Show earlier entries' : 'There are no earlier entries'}
      </Button>
    </div>
  );
}
