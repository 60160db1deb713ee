import { hostname } from 'node:os';
import { memoryUsage, pid, version as nodeVersion } from 'node:process';
import type { Fault } from '#lib/contracts/common.ts';
import type { ClusterLease, ClusterSampling, DatabaseFacts, FarolAnswer, WebProcess } from '#lib/contracts/farol.ts';
import { AppError } from '#lib/core/errors.ts';
import type { Logger } from '#lib/core/logger.ts';
import { VERSION } from '#lib/core/version.ts';
import { passInfo } from '#lib/series/pass-info.ts';
import type { ClusterRecord, ClusterRepository } from '#lib/store/clusters.ts';
import { readDatabaseState } from '#lib/store/database-facts.ts';
import type { Database } from '#lib/store/database.ts';
import { listHeartbeats } from '#lib/store/heartbeat.ts';
import { listLeases, type LeaseRow } from '#lib/store/lease.ts';
import { readPassFigures, type PassFigures } from '#lib/store/series/pass-figures.ts';
import { readStoredTables } from '#lib/store/series/stored-tables.ts';
import { readWatermarks } from '#lib/store/series/watermark.ts';
import { readSnapshot } from '#lib/store/snapshot/read-snapshot.ts';
import { passWindow } from './pass-window.ts';
import { samplerProcess } from './sampler-process.ts';
import { storedTables } from './stored-table.ts';

/** Passes are judged over the last hour: at most 720 rows a cluster. */
const WINDOW_MS = 3_600_000;

export interface FarolSources {
  db: Database;
  clusters: Pick<ClusterRepository, 'list'>;
  logger: Logger;
  nowMs: number;
}

/** How Farol itself does: its processes, leases, passes, storage and database. A part that cannot be read says why and hides no other. */
export async function getFarol({ db, clusters, logger, nowMs }: FarolSources): Promise<FarolAnswer> {
  const part = async <T>(name: string, read: Promise<T>): Promise<{ data: T | null; fault: Fault | null }> => {
    try {
      return { data: await read, fault: null };
    } catch (error) {
      if (!(error instanceof AppError))
        logger.error({ err: error, part: name }, 'a part of the page about Farol could not be read');
      return { data: null, fault: faultOf(error) };
    }
  };
  const [samplers, sampling, storage, database] = await Promise.all([
    part('samplers', readSamplers(db)),
    part('clusters', readClusters(db, clusters, nowMs)),
    part('storage', readStorage(db, nowMs)),
    part('database', readDatabase(db)),
  ]);
  return {
    readAt: new Date(nowMs).toISOString(),
    windowMs: WINDOW_MS,
    web: webProcess(db),
    samplers,
    clusters: sampling,
    storage,
    database,
  };
}

function faultOf(error: unknown): Fault {
  if (error instanceof AppError) return { code: error.code, detail: error.message };
  return { code: 'internal', detail: 'Farol could not read this. The log of the web process says why.' };
}

function webProcess({ pool }: Database): WebProcess {
  const { rss, heapUsed } = memoryUsage();
  return {
    version: VERSION,
    node: nodeVersion,
    host: hostname(),
    pid,
    startedAt: new Date(performance.timeOrigin).toISOString(),
    rssBytes: rss,
    heapUsedBytes: heapUsed,
    pool: { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, max: pool.options.max },
  };
}

async function readSamplers(db: Database) {
  return (await listHeartbeats(db)).map(samplerProcess);
}

async function readStorage(db: Database, nowMs: number) {
  return storedTables(await readStoredTables(db), nowMs);
}

async function readDatabase(db: Database): Promise<DatabaseFacts> {
  const { startedAt, sizeBytes, ...state } = await readDatabaseState(db);
  return { ...state, startedAt: startedAt.toISOString(), sizeBytes: sizeBytes.toString() };
}

async function readClusters(db: Database, clusters: Pick<ClusterRepository, 'list'>, nowMs: number): Promise<ClusterSampling[]> {
  const fromMs = nowMs - WINDOW_MS;
  const [records, leases, figures] = await Promise.all([clusters.list(), listLeases(db), readPassFigures(db, fromMs)]);
  const leaseOf = new Map(leases.map((lease) => [lease.clusterKey, lease]));
  const figuresOf = new Map(figures.map((each) => [each.clusterKey, each]));
  const describe = (record: ClusterRecord) =>
    readCluster(db, record, leaseOf.get(record.key), figuresOf.get(record.key), fromMs, nowMs);
  return Promise.all(records.map(describe));
}

async function readCluster(
  db: Database,
  { key, id, name, enabled }: ClusterRecord,
  lease: LeaseRow | undefined,
  figures: PassFigures | undefined,
  fromMs: number,
  nowMs: number,
): Promise<ClusterSampling> {
  const [{ pass }, marks] = await Promise.all([readSnapshot(db, key, []), readWatermarks(db, key)]);
  return {
    id,
    name,
    enabled,
    lease: lease === undefined ? null : clusterLease(lease),
    pass: passInfo(pass),
    window: figures === undefined ? null : passWindow(figures, fromMs, nowMs),
    packedUntil: marks === null ? null : new Date(marks.raw).toISOString(),
  };
}

function clusterLease({ holder, fence, acquiredAt, expiresAt, expiresInMs }: LeaseRow): ClusterLease {
  return {
    holder,
    fence: fence.toString(),
    acquiredAt: acquiredAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    expiresInMs: Math.round(expiresInMs),
    isHeld: expiresInMs > 0,
  };
}
