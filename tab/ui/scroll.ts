import { useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

const place = (key: string) => `scroll:${key}`;

/** Back and refresh return to where the reader was; a new page starts at its top; a filter stays put. */
export function useScrollMemory(): void {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  const lastPath = useRef(pathname);

  useEffect(() => {
    history.scrollRestoration = 'manual';
  }, []);

  useLayoutEffect(() => {
    const samePage = lastPath.current === pathname;
    lastPath.current = pathname;
    const saved = Number(sessionStorage.getItem(place(key)) ?? 0);
    const stop = type === 'POP' ? scrollWhenTallEnough(saved) : undefined;
    if (type !== 'POP' && !samePage) window.scrollTo(0, 0);
    const remember = () => sessionStorage.setItem(place(key), String(window.scrollY));
    window.addEventListener('scroll', remember);
    window.addEventListener('pagehide', remember);
    return () => {
      stop?.();
      window.removeEventListener('scroll', remember);
      window.removeEventListener('pagehide', remember);
    };
  }, [key, pathname, type]);
}

/** Scrolls as soon as the page reaches down to `top`: content may still be on its way. Ends when the reader scrolls. */
function scrollWhenTallEnough(top: number): () => void {
  const reach = () => {
    if (document.documentElement.scrollHeight - window.innerHeight < top) return;
    window.scrollTo(0, top);
    stop();
  };
  const watcher = new ResizeObserver(reach);
  const stop = () => {
    watcher.disconnect();
    for (const event of ['wheel', 'touchmove', 'keydown', 'pointerdown']) removeEventListener(event, stop);
  };
  for (const event of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(event, stop);
  watcher.observe(document.body);
  reach();
  return stop;
}
