import type { MeasuringPatch, ResourceSourceInput } from '#lib/contracts/measuring.ts';
import { AppError, type InvalidParam } from '#lib/core/errors.ts';
import type { ClusterMeasuring, ResourceSource } from '#lib/core/measuring.ts';
import { measuringProblems } from '#lib/sources/measuring-problems.ts';

/** The settings after a change; fields that the change does not name stay. Throws `invalid` with a complaint for each field; values are not repeated. */
export function applyMeasuring(before: ClusterMeasuring, patch: MeasuringPatch): ClusterMeasuring {
  const resources =
    patch.resources === undefined
      ? before.resources
      : patch.resources === null
        ? null
        : readResourceSource(patch.resources, before.resources);
  const after: ClusterMeasuring = {
    ...before,
    ...(patch.canary === undefined ? {} : { canary: patch.canary }),
    ...(patch.zookeeper === undefined ? {} : { zookeeper: patch.zookeeper }),
    ...(patch.lagSloSeconds === undefined ? {} : { lagSloSeconds: patch.lagSloSeconds }),
    ...(patch.requestsPerSecondMax === undefined ? {} : { requestsPerSecondMax: patch.requestsPerSecondMax }),
    ...(patch.timeZone === undefined ? {} : { timeZone: patch.timeZone }),
    ...(patch.prometheusOut === undefined ? {} : { prometheusOut: patch.prometheusOut }),
    resources,
  };
  refuse(measuringProblems(after));
  return after;
}

/**
 * A source as entered, with the stored secrets where none are given. They are kept only while addresses and user stay:
 * otherwise whoever may change the address could have a stored secret sent to a server of theirs. Throws `invalid`.
 */
export function readResourceSource(input: ResourceSourceInput, stored: ResourceSource | null): ResourceSource {
  const isSameServer =
    stored !== null &&
    stored.kind === input.kind &&
    stored.url === input.url &&
    stored.username === input.username &&
    sameUrls(stored.urlByBroker, input.urlByBroker);
  const keep = (name: 'password' | 'bearerToken'): string | null => {
    const given = input[name];
    if (given !== undefined) return given === '' ? null : given;
    const kept = stored?.[name] ?? null;
    if (kept !== null && !isSameServer)
      refuse([{ name: `resources.${name}`, reason: 'enter it again: it is not sent to an address it was not given for' }]);
    return kept;
  };
  const source: ResourceSource = {
    kind: input.kind,
    url: input.url,
    urlByBroker: input.urlByBroker,
    username: input.username === '' ? null : input.username,
    password: keep('password'),
    bearerToken: keep('bearerToken'),
  };
  refuse(measuringProblems({ resources: source, zookeeper: null }));
  return source;
}

function sameUrls(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([nodeId, url]) => b[nodeId] === url);
}

function refuse(invalidParams: readonly InvalidParam[]): void {
  if (invalidParams.length === 0) return;
  throw new AppError('invalid', 'These settings cannot be used.', { invalidParams });
}
