import type { InvalidParam } from '#lib/core/errors.ts';
import type { ClusterMeasuring } from '#lib/core/measuring.ts';
import { sourceUrlProblem } from './source-url.ts';

const SERVER = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]{1,253}):(\d{1,5})$/;

/** What is wrong with the addresses and credentials of what is to be measured, under the names of the settings; empty when they can be used. Values are never repeated. */
export function measuringProblems({ resources, zookeeper }: Pick<ClusterMeasuring, 'resources' | 'zookeeper'>): InvalidParam[] {
  const problems: InvalidParam[] = [];
  const check = (name: string, reason: string | null) => {
    if (reason !== null) problems.push({ name, reason });
  };
  if (resources !== null) {
    check('resources.url', sourceUrlProblem(resources.url, true));
    for (const [nodeId, url] of Object.entries(resources.urlByBroker))
      check(`resources.urlByBroker.${nodeId}`, sourceUrlProblem(url, false));
    if (resources.bearerToken !== null && (resources.username !== null || resources.password !== null))
      check('resources.bearerToken', 'give either a user name with its password or a token');
    if (resources.password !== null && resources.username === null) check('resources.username', 'a password needs a user name');
    // What cannot stand in a header would make every request fail.
    if (resources.bearerToken !== null && !/^[\x21-\x7e]+$/.test(resources.bearerToken))
      check('resources.bearerToken', 'expected visible characters without blanks');
    if (resources.username?.includes(':') === true) check('resources.username', 'a colon cannot stand in a user name');
  }
  if (zookeeper !== null) {
    zookeeper.servers.forEach((server, i) => {
      const port = Number(SERVER.exec(server)?.[2] ?? 0);
      check(`zookeeper.servers[${i}]`, port >= 1 && port <= 65_535 ? null : 'expected host:port');
    });
    zookeeper.adminUrls.forEach((url, i) => {
      check(`zookeeper.adminUrls[${i}]`, url.includes('{') ? 'there are no placeholders here' : sourceUrlProblem(url, false));
    });
    if (zookeeper.servers.length === 0 && zookeeper.adminUrls.length === 0)
      check('zookeeper', 'expected servers or the addresses of admin servers');
  }
  return problems;
}
