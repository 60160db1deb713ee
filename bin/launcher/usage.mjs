/** @typedef {{ name: string, summary: string }} CommandUsage */

/** Every command, in the order of the help text. @type {CommandUsage[]} */
export const COMMANDS = [
  { name: 'start', summary: 'Farol with its own PostgreSQL (or DATABASE_URL): web server and sampler' },
  {
    name: 'demo',
    summary: 'the same with a real three-broker Kafka on localhost:9092 and a shop that uses it (needs Java 17 and Maven)',
  },
  { name: 'dev', summary: 'start for working on Farol: pages reload when their source changes' },
  { name: 'sample', summary: 'read one Kafka cluster once and print what it says; no database' },
  { name: 'check-config', summary: 'print the effective configuration, secrets masked' },
  { name: 'migrate', summary: 'bring the database of DATABASE_URL to this version' },
  { name: 'web', summary: 'the web server alone (DATABASE_URL)' },
  { name: 'sampler', summary: 'the sampler alone (DATABASE_URL)' },
  { name: 'kafka', summary: 'a Kafka cluster of 1 to 5 brokers for experiments (needs Java 17 and Maven)' },
  { name: 'build', summary: 'prepare everything that start needs, and stop' },
  { name: 'verify', summary: 'format, lint, types, dead code and unit tests' },
  { name: 'test', summary: 'all tests: unit, integration, end-to-end (test unit|int|e2e|long for one kind)' },
  { name: 'bench', summary: 'measure a pass and the storage against their budgets' },
];

/** The help text of `farol`. */
export function usage() {
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(14)}${summary}`);
  return `Farol: operations console and monitoring for Apache Kafka

Usage: farol <command> [options]

${lines.join('\n')}

  farol <command> --help   the command's options
  farol --version          the version

Configuration comes from the environment and farol.yaml: see README.md.
Exit codes: 0 done, 1 failed, 2 wrong use or configuration.
`;
}
