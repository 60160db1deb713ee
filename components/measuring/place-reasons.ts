import type { UseFormSetError } from 'react-hook-form';
import { ApiError } from '#lib/client/api-error.ts';
import type { MeasuringDraft } from './measuring-draft.ts';

/** Fields of the API and where they stand in the form, most exact first. */
const PLACES: readonly (readonly [string, keyof MeasuringDraft])[] = [
  ['resources.urlByBroker', 'urlByBroker'],
  ['resources.url', 'url'],
  ['resources.username', 'username'],
  ['resources.password', 'password'],
  ['resources.bearerToken', 'bearerToken'],
  ['zookeeper.adminUrls', 'zookeeperAdminUrls'],
  ['zookeeper', 'zookeeperServers'],
  ['lagSloSeconds', 'lagSloSeconds'],
  ['requestsPerSecondMax', 'requestsPerSecondMax'],
  ['timeZone', 'timeZone'],
];

/** Puts the server's reasons beside their fields, the first focused. Returns the error when part of it has no field here, else null. */
export function placeReasons(error: unknown, setError: UseFormSetError<MeasuringDraft>): unknown {
  if (!(error instanceof ApiError) || error.invalidParams.length === 0) return error;
  let isHomeless = false;
  let isFirst = true;
  for (const { name, reason } of error.invalidParams) {
    const field = PLACES.find(([prefix]) => name === prefix || name.startsWith(`${prefix}.`))?.[1];
    if (field === undefined) {
      isHomeless = true;
      continue;
    }
    setError(field, { type: 'server', message: reason }, { shouldFocus: isFirst });
    isFirst = false;
  }
  return isHomeless ? error : null;
}
