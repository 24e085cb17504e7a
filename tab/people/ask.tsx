import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { describe, NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  content: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    // The longest choice of a list would otherwise set the width.
    '& .fui-Field': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

type BoxProps = { title: string; onClose: () => void; actions?: ReactNode; children: ReactNode };

/** A box over the page, closed by its buttons or Escape. */
export function Box({ title, onClose, actions, children }: BoxProps) {
  const styles = useStyles();
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>{children}</DialogContent>
          <DialogActions fluid>{actions ?? <Button onClick={onClose}>Close</Button>}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
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
