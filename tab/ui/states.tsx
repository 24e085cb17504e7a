import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { meQuery, Problem } from '../api.ts';
import { useHidden } from './hidden.ts';
import { Icon, type IconName } from './icon.tsx';
import { WithMail } from './link.tsx';

const useStyles = makeStyles({
  notice: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  text: { ...typographyStyles.body1, margin: 0, maxWidth: '65ch', overflowWrap: 'anywhere' },
  icon: { color: tokens.colorNeutralForeground3, lineHeight: 0 },
  bars: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  bar: {
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralStencil1,
    animationName: { '0%': { opacity: 1 }, '50%': { opacity: 0.5 }, '100%': { opacity: 1 } },
    animationDuration: '1.6s',
    animationIterationCount: 'infinite',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
    '@media (forced-colors: active)': { border: '1px solid' },
  },
});

type NoticeProps = { icon: IconName; heading: string; alert?: boolean; children: ReactNode };

/** One thing to say in place of content: what it is, why, and what to do next. */
export function Notice({ icon, heading, alert = false, children }: NoticeProps) {
  const styles = useStyles();
  return (
    <div className={styles.notice} role={alert ? 'alert' : undefined}>
      <span className={styles.icon}>
        <Icon name={icon} size={28} />
      </span>
      <p className={styles.heading}>{heading}</p>
      {children}
    </div>
  );
}

export function NoticeText({ children }: { children: ReactNode }) {
  return <p className={useStyles().text}>{children}</p>;
}

/** Whom to write to: the address that came with a refusal, else the alliance's own, else nothing. */
export function WhoToAsk({ help, about }: { help?: string | undefined; about: string }) {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const address = help ?? me?.alliance.signInHelp;
  if (!address) return null;
  return (
    <NoticeText>
      <WithMail>{`${about} ${address}.`}</WithMail>
    </NoticeText>
  );
}

/** What went wrong, in place of what was asked for, with a way to try again. */
export function Failed({ problem, retry }: { problem: Error; retry: () => void }) {
  const { message, help } = describe(problem);
  return (
    <Notice icon="warning" heading="We could not load this" alert>
      <NoticeText>{message}</NoticeText>
      <Button onClick={retry}>Try again</Button>
      <WhoToAsk help={help} about="If it keeps happening, write to" />
    </Notice>
  );
}

/** The service's own sentence about a problem; a plain one for anything it did not name. */
export function describe(problem: Error): { message: string; help: string | undefined } {
  if (problem instanceof Problem) return problem;
  return { message: 'Something went wrong on this page.', help: undefined };
}

/** For what this person may not see: how to get access, without saying what is there. */
export function Forbidden({ message, help }: { message: string; help?: string | undefined }) {
  return (
    <Notice icon="lock" heading="You do not have access to this page">
      <NoticeText>{message}</NoticeText>
      <WhoToAsk help={help} about="To ask about access, write to" />
    </Notice>
  );
}

export function NotFound({ what }: { what: string }) {
  return (
    <Notice icon="search" heading={`We could not find that ${what}`}>
      <NoticeText>It may have been removed, or the address may be wrong.</NoticeText>
    </Notice>
  );
}

/** Grey blocks of the shape of what is coming. @param heights of the blocks, in pixels; low ones are lines of words. */
export function Skeleton({ heights }: { heights: number[] }) {
  const styles = useStyles();
  const hidden = useHidden();
  return (
    <div className={styles.bars}>
      <span className={hidden}>Loading</span>
      {heights.map((height, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks never change places
        <div key={at} className={styles.bar} style={{ height, width: height < 48 ? '40%' : undefined }} />
      ))}
    </div>
  );
}

type LoadedProps<T> = {
  query: UseQueryResult<T>;
  /** What one such thing is called, where it may not exist: "event". */
  what?: string;
  skeleton: number[];
  children: (data: T) => ReactNode;
};

/** The content of a query, or the state that stands in for it. */
export function Loaded<T>({ query, what = 'page', skeleton, children }: LoadedProps<T>) {
  const { data, error } = query;
  if (data !== undefined) return children(data);
  if (!error) return <Skeleton heights={skeleton} />;
  if (error instanceof Problem && error.status === 403)
    return <Forbidden message={error.message} help={error.help} />;
  if (error instanceof Problem && error.status === 404) return <NotFound what={what} />;
  return <Failed problem={error} retry={() => void query.refetch()} />;
}
