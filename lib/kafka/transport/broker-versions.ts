import { VERSION } from '#lib/core/version.ts';
import { KafkaCallError, ownFault } from '../fault.ts';
import { decodeResponse, encodeRequest } from '../wire/api.ts';
import { apiVersions } from '../wire/apis/api-versions.ts';
import type { VersionRange } from '../wire/choose-version.ts';
import { kafkaErrorName } from '../wire/kafka-errors.ts';

const CLIENT_SOFTWARE = { clientSoftwareName: 'farol', clientSoftwareVersion: VERSION };
const UNSUPPORTED_VERSION = 35;

/** What one broker said of itself when we connected. */
export interface BrokerVersions {
  /** By API key. */
  ranges: ReadonlyMap<number, VersionRange>;
  /** Feature levels this broker's software can run, by name. */
  supportedFeatures: ReadonlyMap<string, VersionRange>;
  /** Feature levels in force in the cluster, by name; empty on ZooKeeper. */
  finalizedFeatures: ReadonlyMap<string, number>;
}

/** The ApiVersions request that opens every session, before SASL. */
export const API_VERSIONS_REQUEST = {
  apiKey: apiVersions.key,
  apiName: apiVersions.name,
  apiVersion: apiVersions.sendMax,
  body: encodeRequest(apiVersions, apiVersions.sendMax, CLIENT_SOFTWARE),
};

/** Reads the answer to `API_VERSIONS_REQUEST`. Throws a `KafkaCallError`: `UNSUPPORTED` on a broker older than our oldest versions, `MALFORMED_RESPONSE`. */
export function readBrokerVersions(payload: Buffer, address: string): BrokerVersions {
  // A broker that does not know the version answers in version 0, whose first field is the same.
  if (payload.length >= 2 && payload.readInt16BE(0) === UNSUPPORTED_VERSION) {
    throw new KafkaCallError(ownFault('UNSUPPORTED', `${address} runs a Kafka older than 2.8, which Farol does not speak to`));
  }
  const answer = decodeResponse(apiVersions, apiVersions.sendMax, payload);
  if (answer.errorCode !== 0) {
    throw new KafkaCallError(
      ownFault('UNSUPPORTED', `${address} refused to tell its versions: ${kafkaErrorName(answer.errorCode)}`),
    );
  }
  return {
    ranges: new Map(answer.apiKeys.map((api) => [api.apiKey, { min: api.minVersion, max: api.maxVersion }])),
    supportedFeatures: new Map(answer.supportedFeatures.map((f) => [f.name, { min: f.minVersion, max: f.maxVersion }])),
    finalizedFeatures: new Map(answer.finalizedFeatures.map((f) => [f.name, f.maxVersionLevel])),
  };
}
