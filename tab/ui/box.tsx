import { Button, Field, Input, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { describe, NoticeText } from './states.tsx';

const useStyles = makeStyles({
  box: {
    boxSizing: 'border-box',
    width: '600px',
    maxWidth: 'calc(100vw - 16px)',
    maxHeight: 'calc(100vh - 16px)',
    padding: tokens.spacingHorizontalXXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow64,
    overflowY: 'auto',
    '::backdrop': { backgroundColor: 'rgba(0, 0, 0, 0.4)' },
    '@media (max-width: 480px)': { padding: tokens.spacingHorizontalL },
  },
  content: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    // The longest choice of a list would otherwise set the width.
    '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: {
    ...typographyStyles.subtitle1,
    margin: 0,
    overflowWrap: 'anywhere',
    ':focus': { outlineStyle: 'none' },
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'end',
    gap: tokens.spacingHorizontalM,
  },
});

type BoxProps = { title: string; onClose: () => void; actions?: ReactNode; children: ReactNode };

/**
 * A box over the page, closed by its buttons or Escape. The browser's own dialog, which keeps the focus in and the
 * page behind out of reach: Fluent's leaves the page hidden from screen readers when the focus is moved as it closes.
 */
export function Box({ title, onClose, actions, children }: BoxProps) {
  const styles = useStyles();
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    heading.current?.focus();
    // Gives the focus back to what opened it.
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={box} aria-labelledby={id} className={styles.box} onClose={onClose}>
      <div className={styles.content}>
        <h2 ref={heading} id={id} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        {children}
        <div className={styles.actions}>{actions ?? <Button onClick={onClose}>Close</Button>}</div>
      </div>
    </dialog>
  );
}

type AskProps = {
  /** "Remove Asha Demo from the contacts?" */
  title: string;
  /** What the button that does it says. */
  act: string;
  /** Typed first, where the act cannot be undone. */
  word?: string;
  pending: boolean;
  failure: Error | null;
  onAct: () => void;
  onClose: () => void;
  /** What will happen, and to whom. */
  children: ReactNode;
};

/** Asks once more before something is done. */
export function Ask({ title, act, word, pending, failure, onAct, onClose, children }: AskProps) {
  const [typed, setTyped] = useState('');
  const ready = !word || typed.trim().toLowerCase() === word;
  return (
    <Box
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={pending || !ready} onClick={onAct}>
            {act}
          </Button>
          <Button onClick={onClose}>Do not change anything</Button>
        </>
      }
    >
      {children}
      {word && (
        <Field label={`This cannot be undone. Type "${word}" to go on`}>
          <Input autoComplete="off" value={typed} onChange={(_, { value }) => setTyped(value)} />
        </Field>
      )}
      {failure && <NoticeText>{describe(failure).message}</NoticeText>}
    </Box>
  );
}
