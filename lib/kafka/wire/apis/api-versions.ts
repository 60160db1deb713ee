import { defineApi } from '../api.ts';
import { array, int16, int32, int64, bool, string } from '../codec.ts';
import { since, struct, tagged } from '../struct.ts';

/** What a broker speaks, and the features of its cluster. Versions 0 to 2 are what kafkajs and the fake broker exchange; we send 3. */
export const apiVersions = defineApi({
  key: 18,
  name: 'ApiVersions',
  min: 0,
  max: 4,
  // Version 4 only adds supported features whose lowest level is 0; brokers before 3.9 answer it with UNSUPPORTED_VERSION and cost a second round trip.
  sendMax: 3,
  flexibleFrom: 3,
  request: struct({
    clientSoftwareName: since(3, string, ''),
    clientSoftwareVersion: since(3, string, ''),
  }),
  response: struct({
    errorCode: int16,
    apiKeys: array(struct({ apiKey: int16, minVersion: int16, maxVersion: int16 })),
    throttleTimeMs: since(1, int32, 0),
    supportedFeatures: tagged(0, array(struct({ name: string, minVersion: int16, maxVersion: int16 })), []),
    finalizedFeaturesEpoch: tagged(1, int64, -1n),
    finalizedFeatures: tagged(2, array(struct({ name: string, maxVersionLevel: int16, minVersionLevel: int16 })), []),
    zkMigrationReady: tagged(3, bool, false),
  }),
});
