import { setImmediate as nextTurn } from 'node:timers/promises';
import Runner from 'kafkajs/src/consumer/runner.js';

/**
 * Where brokers come or go while a kafkajs consumer is being stopped, its fetch loop goes on and is answered "nothing" at once, for ever: no timer and no signal
 * of the process is heard any more, and it stays at full load after everything else has ended. An answer of a stopped consumer therefore takes a turn of the event loop.
 */
const fetchWhileRunning = Runner.prototype.fetch;
Runner.prototype.fetch = async function (this: Runner, nodeId: number): Promise<unknown[]> {
  if (!this.running) await nextTurn();
  return fetchWhileRunning.call(this, nodeId);
};
