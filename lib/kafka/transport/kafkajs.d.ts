/** The few inner modules of kafkajs 2.2.4 that the transport uses; kafkajs publishes no types for them. */

interface KafkaJsLogger {
  namespace(name: string): KafkaJsLogger;
}

interface KafkaJsSocketFactoryOptions {
  host: string;
  port: number;
  onConnect: () => void;
}

interface KafkaJsRequest {
  request: {
    apiKey: number;
    apiVersion: number;
    apiName: string;
    expectResponse: () => boolean;
    /** kafkajs takes any object with these two members for its Encoder. */
    encode: () => Promise<{ buf: Buffer; buffer: Buffer }>;
  };
  response: { decode: (payload: Buffer) => Promise<unknown>; parse: (decoded: unknown) => Promise<unknown> };
  logResponseError: boolean;
}

declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    pending: unknown[];
    inflight: Map<number, unknown>;
    throttledUntil: number;
    throttleCheckTimeoutId: NodeJS.Timeout | null;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
    fulfillRequest(answer: { correlationId: number; payload: Buffer; size: number }): void;
    rejectAll(error: Error): void;
  }
}

declare module 'kafkajs/src/network/connection.js' {
  import type { Socket } from 'node:net';
  import type RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
  export default class Connection {
    chunks: Buffer[];
    bytesBuffered: number;
    bytesNeeded: number;
    socket: Socket | undefined;
    requestQueue: RequestQueue;
    authHandlers: { onSuccess(rawData: Buffer): void } | null;
    processData(data: Buffer): void;
  }
}

declare module 'kafkajs/src/network/connectionPool.js' {
  import type { Socket } from 'node:net';
  import type Connection from 'kafkajs/src/network/connection.js';
  export default class ConnectionPool {
    constructor(options: {
      host: string;
      port: number;
      clientId: string;
      logger: KafkaJsLogger;
      ssl: object | null;
      sasl: object | null;
      connectionTimeout: number;
      requestTimeout: number;
      enforceRequestTimeout: boolean;
      maxInFlightRequests: number | null;
      socketFactory: (options: KafkaJsSocketFactoryOptions) => Socket;
    });
    pool: Connection[];
    getConnection(): Promise<Connection>;
    getConnectionByRequest(request: KafkaJsRequest): Promise<Connection>;
    send(request: KafkaJsRequest): Promise<unknown>;
  }
}

declare module 'kafkajs/src/broker/index.js' {
  import type ConnectionPool from 'kafkajs/src/network/connectionPool.js';
  export default class Broker {
    constructor(options: {
      connectionPool: ConnectionPool;
      logger: KafkaJsLogger;
      versions: Record<number, { minVersion: number; maxVersion: number }>;
      authenticationTimeout: number;
    });
    connect(): Promise<void>;
  }
}

declare module 'kafkajs/src/loggers/index.js' {
  const loggers: {
    LEVELS: { NOTHING: number; ERROR: number; WARN: number; INFO: number; DEBUG: number };
    createLogger(options: { level: number; logCreator: (level: number) => (entry: unknown) => void }): KafkaJsLogger;
  };
  export default loggers;
}
