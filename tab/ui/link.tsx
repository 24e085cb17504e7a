import { Button, type ButtonProps, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Link, useHref, useLinkClickHandler } from 'react-router';
import { Icon } from './icon.tsx';

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    borderRadius: tokens.borderRadiusSmall,
    overflowWrap: 'anywhere',
    ':hover': { color: tokens.colorBrandForegroundLinkHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  outside: { display: 'inline-flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
});

export const useLinkClass = () => useStyles().link;

type TextLinkProps = { to: string; className?: string; tabIndex?: number; children: ReactNode };

export function TextLink({ to, className, tabIndex, children }: TextLinkProps) {
  const styles = useStyles();
  return (
    <Link to={to} tabIndex={tabIndex} className={mergeClasses(styles.link, className)}>
      {children}
    </Link>
  );
}

/** A link that leaves the app. Its words say so: "Open (liia.london, opens in a new tab)". */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <a href={href} target="_blank" rel="noreferrer" className={mergeClasses(styles.link, styles.outside)}>
      <span>
        {children} ({new URL(href).hostname.replace(/^www\./, '')}, opens in a new tab)
      </span>
      <Icon name="open" />
    </a>
  );
}

/** A page of the app that the next step leads to, drawn as a button. */
export function ButtonLink({
  to,
  children,
  ...look
}: { to: string } & Pick<ButtonProps, 'appearance' | 'children'>) {
  const onClick = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <Button {...look} as="a" href={useHref(to)} onClick={onClick}>
      {children}
    </Button>
  );
}

const address = /[^\s<>()]+@[^\s<>()]+\.[a-z]+/gi;

/** A sentence in which each mail address is a link. */
export function WithMail({ children }: { children: string }) {
  const link = useLinkClass();
  const words = children.split(address);
  const found = children.match(address) ?? [];
  return words.map((text, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never change places
    <span key={at}>
      {text}
      {found[at] && (
        <a className={link} href={`mailto:${found[at]}`}>
          {found[at]}
        </a>
      )}
    </span>
  ));
}
