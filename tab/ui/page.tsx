import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { meQuery } from '../api.ts';
import { announce } from './announce.tsx';
import { Icon } from './icon.tsx';
import { TextLink } from './link.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXL },
  head: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  title: {
    ...typographyStyles.title2,
    margin: 0,
    overflowWrap: 'anywhere',
    ':focus': { outlineStyle: 'none' },
    '@media (max-width: 480px)': { ...typographyStyles.subtitle1 },
  },
  intro: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2, maxWidth: '70ch' },
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    alignSelf: 'start',
    minHeight: '24px',
    columnGap: tokens.spacingHorizontalXS,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
});

type PageProps = {
  /** Names the document; also the heading, unless `heading` says otherwise. */
  title: string;
  heading?: string;
  intro?: ReactNode;
  back?: { to: string; text: string };
  /** Beside the title, such as a way to share. */
  aside?: ReactNode;
  /** True until the title is known. */
  loading?: boolean;
  children?: ReactNode;
};

// The first page keeps the focus where the browser put it: nothing was navigated.
let shownPath: string | undefined;

/** The frame of every page: names the document, heads it, and takes the focus when someone comes here. */
export function Page({ title, heading = title, intro, back, aside, loading = false, children }: PageProps) {
  const styles = useStyles();
  const { pathname } = useLocation();
  const headingRef = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const alliance = useQueryClient().getQueryData(meQuery.queryKey)?.alliance.shortName;

  useEffect(() => {
    document.title = alliance ? `${title} | ${alliance}` : title;
  }, [title, alliance]);

  useEffect(() => {
    moved.current = shownPath !== undefined && shownPath !== pathname;
    shownPath = pathname;
    if (moved.current) headingRef.current?.focus({ preventScroll: true });
  }, [pathname]);

  useEffect(() => {
    if (loading || !moved.current) return;
    moved.current = false;
    announce(title);
  }, [loading, title]);

  return (
    <div className={styles.page}>
      <header className={styles.head}>
        {back && (
          <TextLink to={back.to} className={styles.back}>
            <Icon name="back" />
            {back.text}
          </TextLink>
        )}
        <h1 ref={headingRef} tabIndex={-1} className={styles.title}>
          {heading}
        </h1>
        {intro && <p className={styles.intro}>{intro}</p>}
        {aside}
      </header>
      {children}
    </div>
  );
}
