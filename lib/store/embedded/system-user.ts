import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError } from '#lib/core/errors.ts';

const run = promisify(execFile);

/** How PostgreSQL's programs are started: they refuse to run as root. */
export interface RunAs {
  /** Numeric ids to own the data folder with and to run as; null = as ourselves. */
  ids: { uid: number; gid: number } | null;
  /** Put before the command line; empty when no wrapper is needed. */
  prefix: readonly string[];
}

const SYSTEM_USER = 'postgres';
/** Lets another user read the project below a folder that only root may enter (/root, mktemp -d), as root itself can, and nothing else root can. */
const CAPABILITIES = '+dac_read_search,+dac_override';

async function idsOf(user: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    // `id` fails for exactly one reason here: there is no such user.
    return null;
  }
}

async function systemUser(): Promise<{ uid: number; gid: number }> {
  const existing = await idsOf(SYSTEM_USER);
  if (existing !== null) return existing;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SYSTEM_USER]).catch(
    () => undefined,
  );
  const made = (await idsOf(SYSTEM_USER)) ?? (await idsOf('nobody'));
  if (made !== null) return made;
  throw new AppError(
    'unavailable',
    'Farol runs as root, PostgreSQL refuses to, and no user "postgres" could be made. Start Farol as an ordinary user, or set DATABASE_URL.',
  );
}

async function canEnter(ids: { uid: number; gid: number }, paths: readonly string[]): Promise<boolean> {
  const tests = paths.map((path) => run('ls', ['-d', `${path}/.`], { uid: ids.uid, gid: ids.gid, cwd: '/' }));
  return (await Promise.allSettled(tests)).every((test) => test.status === 'fulfilled');
}

/**
 * Who runs PostgreSQL: ourselves; or, when we are root, the system user `postgres` (made if absent). `folders` must be reachable by that user: where a parent folder
 * is closed to others, util-linux's setpriv passes on the right to enter it. Throws AppError('unavailable') when neither works.
 */
export async function runAs(folders: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { ids: null, prefix: [] };
  const ids = await systemUser();
  if (await canEnter(ids, folders)) return { ids, prefix: [] };
  const prefix = [
    'setpriv',
    `--reuid=${ids.uid}`,
    `--regid=${ids.gid}`,
    '--clear-groups',
    `--inh-caps=${CAPABILITIES}`,
    `--ambient-caps=${CAPABILITIES}`,
  ];
  const [command = '', ...args] = prefix;
  const works = await run(command, [...args, 'ls', '-d', ...folders.map((folder) => `${folder}/.`)]).then(
    () => true,
    () => false,
  );
  if (works) return { ids, prefix };
  throw new AppError(
    'unavailable',
    `Farol runs as root and PostgreSQL as the user "${SYSTEM_USER}", who cannot enter ${folders.join(' or ')}. Move the project to a folder that others may enter, start Farol as an ordinary user, or set DATABASE_URL.`,
  );
}
