/** Every page of the tab and the file that it is loaded from. */
import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';

type PageFile = {
  default: ComponentType;
  /** Asks for the first data of the page, where that is worth doing before it is drawn. */
  prefetch?: (client: QueryClient, query: URLSearchParams) => Promise<void>;
};

export type Route = { path: string; load: () => Promise<PageFile> };

const home = () => import('./home/home-page.tsx');

export const routes: Route[] = [
  { path: '/', load: home },
  { path: '/home', load: home },
  { path: '/events', load: () => import('./events/events-page.tsx') },
  { path: '/events/:id', load: () => import('./events/event-page.tsx') },
  { path: '/bookings', load: () => import('./events/bookings-page.tsx') },
  { path: '/programmes', load: () => import('./programmes/programmes-page.tsx') },
  { path: '/programmes/:id', load: () => import('./programmes/item-page.tsx') },
  { path: '/library', load: () => import('./library/library-page.tsx') },
  { path: '/library/:id', load: () => import('./library/resource-page.tsx') },
  { path: '/coordinate/announcements', load: () => import('./announcements/announcements-page.tsx') },
];
