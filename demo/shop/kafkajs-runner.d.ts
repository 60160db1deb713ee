/** The inner module of kafkajs 2.2.4 that fetches for a consumer, as far as it is mended here. */
declare module 'kafkajs/src/consumer/runner.js' {
  export default class Runner {
    running: boolean;
    /** Batches of one broker; none once the consumer is being stopped. */
    fetch(nodeId: number): Promise<unknown[]>;
  }
}
