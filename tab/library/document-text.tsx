import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import Markdown, { type MarkdownToJSX } from 'markdown-to-jsx/react';
import type { ReactNode } from 'react';
import { useLinkClass } from '../ui/link.tsx';

const useStyles = makeStyles({
  document: {
    ...typographyStyles.body1,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '24px',
    overflowWrap: 'anywhere',
    '& p, & ul, & ol': { maxWidth: '70ch' },
    '& h2': { ...typographyStyles.subtitle1 },
    '& h3, & h4': { ...typographyStyles.subtitle2 },
    '& li': { marginBottom: tokens.spacingVerticalS },
    '& table': { borderCollapse: 'collapse' },
    '& th, & td': {
      padding: tokens.spacingHorizontalS,
      minWidth: '110px',
      textAlign: 'start',
      verticalAlign: 'top',
      borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
      overflowWrap: 'normal',
    },
    '& > div > :first-child': { marginTop: 0 },
    '& > div > :last-child': { marginBottom: 0 },
  },
  wide: {
    overflowX: 'auto',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The words of a document. HTML in it is shown as words, never drawn. */
export default function DocumentText({ markdown, title }: { markdown: string; title: string }) {
  const styles = useStyles();
  return (
    <div className={styles.document}>
      <Markdown options={options(title)}>{withoutTitle(markdown, title)}</Markdown>
    </div>
  );
}

/** The page has the title as its heading already. */
function withoutTitle(markdown: string, title: string): string {
  const [first = '', ...rest] = markdown.trimStart().split('\n');
  return first.replace(/^#\s+/, '').trim() === title ? rest.join('\n').trim() : markdown;
}

const options = (title: string): MarkdownToJSX.Options => ({
  disableParsingRawHTML: true,
  overrides: {
    h1: { component: 'h2' },
    h2: { component: 'h3' },
    h3: { component: 'h4' },
    a: { component: DocumentLink },
    img: { component: NoImage },
    table: { component: WideTable, props: { label: `Table in ${title}` } },
  },
});

function DocumentLink({ href, children }: { href?: string; children: ReactNode }) {
  const link = useLinkClass();
  return (
    <a className={link} href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

// The content security policy lets no outside image in: its words stand for it.
function NoImage({ alt }: { alt?: string }) {
  return alt;
}

/** A table that is wider than the page scrolls by itself, by keyboard too. */
function WideTable({ label, children }: { label?: string; children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={useStyles().wide} tabIndex={0} aria-label={label}>
      <table>{children}</table>
    </section>
  );
}
