'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { DatabaseFacts, WebProcess } from '#lib/contracts/farol.ts';
import { useFormat } from '#lib/i18n/use-format.ts';

/** Name and value of one fact in a list of them. */
function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-baseline justify-between gap-4 border-t border-line py-1 first:border-t-0">
      <dt className="shrink-0 text-text-2">{label}</dt>
      <dd className="min-w-0 truncate text-right">{children}</dd>
    </div>
  );
}

/** The web process that answered. `nowMs`: when it did. */
export function WebFacts({ web, nowMs }: { web: WebProcess; nowMs: number }) {
  const t = useTranslations('farol.web');
  const format = useFormat();
  const { pool } = web;
  return (
    <dl className="px-3.5 pb-2.5 text-sm">
      <Row label={t('process')}>{t('where', { host: web.host, pid: String(web.pid) })}</Row>
      <Row label={t('version')}>{t('versions', { version: web.version, node: web.node })}</Row>
      <Row label={t('uptime')}>{format.duration(Math.max(0, nowMs - Date.parse(web.startedAt)))}</Row>
      <Row label={t('memory')}>{t('memoryOf', { rss: format.bytes(web.rssBytes), heap: format.bytes(web.heapUsedBytes) })}</Row>
      <Row label={t('pool')}>{t('poolOf', { open: pool.open, max: pool.max, idle: pool.idle, waiting: pool.waiting })}</Row>
    </dl>
  );
}

/** PostgreSQL, with the whole database in it. */
export function DatabaseList({ database, nowMs }: { database: DatabaseFacts; nowMs: number }) {
  const t = useTranslations('farol.database');
  const format = useFormat();
  return (
    <dl className="px-3.5 pb-2.5 text-sm">
      <Row label={t('version')}>PostgreSQL {database.version}</Row>
      <Row label={t('size')}>
        <span title={`${format.integer(database.sizeBytes)} B`}>{format.bytes(database.sizeBytes)}</span>
      </Row>
      <Row label={t('uptime')}>{format.duration(Math.max(0, nowMs - Date.parse(database.startedAt)))}</Row>
      <Row label={t('connections')}>
        {t('connectionsOf', { open: format.integer(database.connectionsOpen), max: format.integer(database.connectionsMax) })}
      </Row>
      <Row label={t('byName')}>
        {database.connections.map(({ name, open }) => t('named', { name, open: format.integer(open) })).join(' · ')}
      </Row>
    </dl>
  );
}
