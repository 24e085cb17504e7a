/** Every page of the tab and the file that it is loaded from. */
import type { ComponentType } from 'react';

export type Route = { path: string; load: () => Promise<{ default: ComponentType }> };

const home = () => import('./home/home-page.tsx');
const people = () => import('./people/people-page.tsx');
const session = () => import('./organising/session-page.tsx');
const questions = () => import('./questions/questions-page.tsx');

export const routes: Route[] = [
  { path: '/', load: home },
  { path: '/home', load: home },
  { path: '/events', load: () => import('./events/events-page.tsx') },
  { path: '/events/:id', load: () => import('./events/event-page.tsx') },
  { path: '/calendar', load: () => import('./events/calendar-page.tsx') },
  { path: '/bookings', load: () => import('./events/bookings-page.tsx') },
  { path: '/questions', load: () => import('./questions/my-questions-page.tsx') },
  { path: '/programmes', load: () => import('./programmes/programmes-page.tsx') },
  { path: '/programmes/:id', load: () => import('./programmes/item-page.tsx') },
  { path: '/library', load: () => import('./library/library-page.tsx') },
  { path: '/library/:id', load: () => import('./library/resource-page.tsx') },
  { path: '/preferences', load: () => import('./members/preferences-page.tsx') },
  { path: '/check-in/:code', load: () => import('./organising/code-page.tsx') },
  { path: '/coordinate/events', load: () => import('./organising/organised-page.tsx') },
  { path: '/coordinate/events/new', load: () => import('./organising/new-event-page.tsx') },
  { path: '/coordinate/events/import', load: () => import('./organising/import-page.tsx') },
  { path: '/coordinate/events/:id', load: () => import('./organising/event-page.tsx') },
  { path: '/coordinate/events/:id/edit', load: () => import('./organising/edit-event-page.tsx') },
  { path: '/coordinate/events/:id/:session', load: session },
  { path: '/coordinate/events/:id/:session/:view', load: session },
  { path: '/coordinate/announcements', load: () => import('./announcements/announcements-page.tsx') },
  { path: '/coordinate/questions', load: questions },
  { path: '/coordinate/questions/:section', load: questions },
  { path: '/coordinate/questions/knows/:kind/:id', load: () => import('./questions/record-page.tsx') },
  { path: '/coordinate/people', load: people },
  { path: '/coordinate/people/:section', load: people },
  { path: '/coordinate/sending', load: () => import('./people/sending-page.tsx') },
];
