import { type ComponentType, type ReactNode, useCallback, useSyncExternalStore } from 'react';

/** Brings the file of something that is drawn. The same function each time: it is what the file is known by. */
type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;
type Code<Props> = { component?: ComponentType<Props>; failure?: Error; settled: Promise<void> };

const asked = new Map<unknown, unknown>();

/** Asks for the code of something, once: what could not be loaded, a browser loads no more before its page is loaded again. */
export function askForCode<Props>(load: Load<Props>): Code<Props> {
  const known = asked.get(load) as Code<Props> | undefined;
  if (known) return known;
  const settled = load().then(
    (file) => {
      code.component = file.default;
    },
    (failure: Error) => {
      code.failure = failure;
    },
  );
  const code: Code<Props> = { settled };
  asked.set(load, code);
  return code;
}

/**
 * What `load` brings, as soon as it is here. Not React.lazy or Suspense: having shown that they wait, these hold back
 * for a third of a second what comes sooner. @throws in drawing, where it cannot be loaded
 */
export function useCode<Props>(load: Load<Props>): ComponentType<Props> | undefined {
  const code = askForCode(load);
  const arrives = useCallback(
    (draw: () => void) => {
      let shown = true;
      void code.settled.then(() => shown && draw());
      return () => {
        shown = false;
      };
    },
    [code],
  );
  // Whatever comes between the drawing and the call of `arrives` is looked for once more.
  const here = useSyncExternalStore(arrives, () => code.component ?? code.failure);
  if (here instanceof Error) throw here;
  return here;
}

/** A component whose code is loaded where it is first drawn; until then `waiting` stands in its place. */
export function later<Props extends object>(load: Load<Props>) {
  return function Later({ waiting, ...props }: Props & { waiting?: ReactNode }) {
    const Component = useCode(load);
    return Component ? <Component {...(props as unknown as Props)} /> : waiting;
  };
}
