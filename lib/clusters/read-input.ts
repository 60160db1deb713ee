import type { ClusterInput } from '#lib/contracts/clusters.ts';
import { AppError } from '#lib/core/errors.ts';
import { clusterIdFromName } from '#lib/config/cluster-id.ts';
import type { KafkaConnection } from '#lib/kafka/admin/port.ts';
import { parseClientProperties } from '#lib/kafka/connection/parse-client-properties.ts';

/** What a person entered, understood. Holds the credential: never log or answer it. */
export interface ReadClusterInput {
  id: string;
  name: string;
  connection: KafkaConnection;
  /** Settings that were accepted but deserve a word. */
  warnings: string[];
}

/**
 * Understands the form of "add a cluster": bootstrap servers, or client properties that name them, or both (then the bootstrap field wins).
 * Throws `invalid` with complaints under the names of the form's fields; values are never repeated.
 */
export function readClusterInput(input: ClusterInput): ReadClusterInput {
  const id = clusterIdFromName(input.name);
  if (id === null) {
    throw new AppError('invalid', 'The name holds no letter or digit that can stand in an address.', {
      invalidParams: [{ name: 'name', reason: 'expected at least one letter from a to z or a digit' }],
    });
  }
  const bootstrap = input.bootstrap ?? '';
  if (bootstrap === '' && (input.properties ?? '').trim() === '') {
    throw new AppError('invalid', 'Enter the bootstrap servers, or paste client properties that name them.', {
      invalidParams: [{ name: 'bootstrap', reason: 'expected host:port' }],
    });
  }
  // Lines end entries in properties and a backslash joins them: neither belongs into an address.
  const line = bootstrap === '' ? '' : `\nbootstrap.servers=${bootstrap.replaceAll(/[\s,]+/g, ',').replaceAll('\\', '/')}`;
  const { connection, warnings } = parse(`${input.properties ?? ''}${line}`, bootstrap !== '');
  return { id, name: input.name, connection, warnings: warnings.map(({ name, message }) => `${name}: ${message}`) };
}

function parse(text: string, hasBootstrapField: boolean): ReturnType<typeof parseClientProperties> {
  try {
    return parseClientProperties(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.message, {
      cause: error,
      invalidParams: error.invalidParams.map(({ name, reason }) => ({
        name: name === 'bootstrap.servers' && hasBootstrapField ? 'bootstrap' : `properties.${name}`,
        reason,
      })),
    });
  }
}
