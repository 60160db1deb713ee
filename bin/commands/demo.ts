import { runCommand } from '../supervisor/run-command.ts';

const HELP = `Usage: farol demo

Starts Farol with a Kafka of its own: three brokers on localhost:9092, 9093 and 9094, and a shop whose services produce and consume.
Prints a link that signs in once. Needs a JDK 17 or newer and Maven 3.8 or newer; data stay in .farol/demo.

Settings: PORT (3000), FAROL_DEMO_KAFKA_PORT (9092, the first of three), FAROL_CACHE_DIR (Kafka's jars).
`;

/** Runs `farol demo`. */
export function run(args: string[]): Promise<number> {
  return runCommand('demo', args, HELP);
}
