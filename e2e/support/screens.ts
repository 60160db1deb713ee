import { BUSY, CLUSTER, QUIET } from './places.ts';

const BASE = `/clusters/${CLUSTER}`;

/** Every screen for people who are signed in, each tab of a page by itself. Add a row when a screen is born: all checks of screens go over them. */
export const SCREENS: readonly string[] = [
  '/',
  '/clusters/new',
  '/glossary',
  '/states',
  '/farol',
  BASE,
  `${BASE}/brokers`,
  `${BASE}/brokers/1`,
  `${BASE}/brokers/1?tab=resources`,
  `${BASE}/brokers/1?tab=configs`,
  `${BASE}/events`,
  `${BASE}/advice`,
  `${BASE}/canary`,
  `${BASE}/disk`,
  `${BASE}/quorum`,
  `${BASE}/transactions`,
  `${BASE}/transactions?topic=${BUSY.topic}`,
  `${BASE}/measuring`,
  `${BASE}/topics`,
  `${BASE}/topics/${BUSY.topic}`,
  `${BASE}/topics/${BUSY.topic}?tab=partitions`,
  `${BASE}/topics/${BUSY.topic}?tab=groups`,
  `${BASE}/topics/${BUSY.topic}?tab=config`,
  `${BASE}/topics/${BUSY.topic}?tab=advice`,
  `${BASE}/topics/${BUSY.topic}?tab=acls`,
  `${BASE}/groups`,
  `${BASE}/groups/${BUSY.group}`,
  `${BASE}/groups/${QUIET.group}?tab=partitions`,
  `${BASE}/groups/${BUSY.group}?tab=members`,
  `${BASE}/groups/${BUSY.group}?tab=slow`,
  `${BASE}/groups/${BUSY.group}?tab=timeline`,
];

/** Screens before the first sign-in. */
export const ENTRY_SCREENS: readonly string[] = ['/sign-in', '/setup', '/enter'];
