import { isTimeZone } from '#lib/core/zoned-time.ts';
import type { Measuring, MeasuringPatch, ResourceSourceInput } from '#lib/contracts/measuring.ts';

/** What stands in the form. Lists are texts of one entry a line; secrets are empty unless typed. */
export interface MeasuringDraft {
  canary: boolean;
  source: 'none' | 'jolokia' | 'prometheus';
  url: string;
  /** `3 = http://…`, a broker a line. */
  urlByBroker: string;
  auth: 'none' | 'basic' | 'bearer';
  username: string;
  password: string;
  bearerToken: string;
  zookeeperServers: string;
  zookeeperAdminUrls: string;
  lagSloSeconds: string;
  /** Empty = no bound. */
  requestsPerSecondMax: string;
  prometheusOut: boolean;
  /** Empty = none. */
  timeZone: string;
}

/** The form's first content: what is stored, without secrets, which never leave the server. */
export function draftOf(measuring: Measuring): MeasuringDraft {
  const { resources, zookeeper } = measuring;
  return {
    canary: measuring.canary,
    source: resources?.kind ?? 'none',
    url: resources?.url ?? '',
    urlByBroker: Object.entries(resources?.urlByBroker ?? {})
      .map(([nodeId, url]) => `${nodeId} = ${url}`)
      .join('\n'),
    auth: resources === null ? 'none' : resources.hasBearerToken ? 'bearer' : resources.username === null ? 'none' : 'basic',
    username: resources?.username ?? '',
    password: '',
    bearerToken: '',
    zookeeperServers: (zookeeper?.servers ?? []).join('\n'),
    zookeeperAdminUrls: (zookeeper?.adminUrls ?? []).join('\n'),
    lagSloSeconds: String(measuring.lagSloSeconds),
    requestsPerSecondMax: measuring.requestsPerSecondMax === null ? '' : String(measuring.requestsPerSecondMax),
    prometheusOut: measuring.prometheusOut,
    timeZone: measuring.timeZone ?? '',
  };
}

/** Fields of the form in which something is wrong, by message key. */
export type DraftMistakes = Partial<
  Record<keyof MeasuringDraft, 'required' | 'broker_url' | 'whole_seconds' | 'rate' | 'time_zone'>
>;

/** What can be told without asking the server. */
export function draftMistakes(draft: MeasuringDraft): DraftMistakes {
  const mistakes: DraftMistakes = {};
  if (draft.source !== 'none') {
    if (draft.url.trim() === '') mistakes.url = 'required';
    if (readBrokerUrls(draft.urlByBroker) === null) mistakes.urlByBroker = 'broker_url';
    if (draft.auth === 'basic' && draft.username.trim() === '') mistakes.username = 'required';
  }
  const slo = numberOf(draft.lagSloSeconds);
  if (slo === null || !Number.isInteger(slo) || slo < 1 || slo > 31_536_000) mistakes.lagSloSeconds = 'whole_seconds';
  const rate = draft.requestsPerSecondMax.trim() === '' ? 1 : numberOf(draft.requestsPerSecondMax);
  if (rate === null || rate < 0.1 || rate > 100_000) mistakes.requestsPerSecondMax = 'rate';
  const zone = zoneOf(draft);
  if (zone !== null && !isTimeZone(zone)) mistakes.timeZone = 'time_zone';
  return mistakes;
}

/** The source as the server takes it; null = none. A secret that was not typed is left out and so kept, one of another kind of login is removed. */
export function sourceOf(draft: MeasuringDraft): ResourceSourceInput | null {
  if (draft.source === 'none') return null;
  return {
    kind: draft.source,
    url: draft.url.trim(),
    urlByBroker: readBrokerUrls(draft.urlByBroker) ?? {},
    username: draft.auth === 'basic' ? draft.username.trim() : null,
    ...secret('password', draft.auth === 'basic', draft.password),
    ...secret('bearerToken', draft.auth === 'bearer', draft.bearerToken),
  };
}

/** Only what the form changes: fields of others stay as they are, and nothing is sent anew for nothing. */
export function patchOf(stored: Measuring, draft: MeasuringDraft): MeasuringPatch {
  const before = draftOf(stored);
  const differs = (...fields: (keyof MeasuringDraft)[]) => fields.some((field) => draft[field] !== before[field]);
  const servers = linesOf(draft.zookeeperServers);
  const adminUrls = linesOf(draft.zookeeperAdminUrls);
  return {
    ...(differs('canary') ? { canary: draft.canary } : {}),
    ...(differs('source', 'url', 'urlByBroker', 'auth', 'username', 'password', 'bearerToken')
      ? { resources: sourceOf(draft) }
      : {}),
    ...(differs('zookeeperServers', 'zookeeperAdminUrls')
      ? { zookeeper: servers.length + adminUrls.length === 0 ? null : { servers, adminUrls } }
      : {}),
    ...(differs('lagSloSeconds') ? { lagSloSeconds: Number(draft.lagSloSeconds) } : {}),
    ...(differs('requestsPerSecondMax')
      ? { requestsPerSecondMax: draft.requestsPerSecondMax.trim() === '' ? null : numberOf(draft.requestsPerSecondMax) }
      : {}),
    ...(differs('prometheusOut') ? { prometheusOut: draft.prometheusOut } : {}),
    ...(differs('timeZone') ? { timeZone: zoneOf(draft) } : {}),
  };
}

/** People write blanks where the names have underscores. */
function zoneOf({ timeZone }: MeasuringDraft): string | null {
  const name = timeZone.trim().replaceAll(' ', '_');
  return name === '' ? null : name;
}

function secret<Name extends 'password' | 'bearerToken'>(
  name: Name,
  isUsed: boolean,
  typed: string,
): Partial<Record<Name, string | null>> {
  if (!isUsed) return { [name]: null } as Partial<Record<Name, string | null>>;
  return typed === '' ? {} : ({ [name]: typed } as Partial<Record<Name, string | null>>);
}

/** People write 2,5 where they write 2.5. */
function numberOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function readBrokerUrls(text: string): Record<string, string> | null {
  const urls: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const match = /^\s*(\d{1,10})\s*[=:]\s*(\S+)\s*$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) return null;
    urls[match[1]] = match[2];
  }
  return urls;
}
