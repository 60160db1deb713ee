import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExporterDialect } from './options.ts';
import type { VersionFacts } from './versions.ts';

/** Heaps below this belong to small helpers and small brokers: a quick start matters more there than peak speed. */
const QUICK_START_BELOW_MB = 512;

/** A class path with every jar of `folder` but the agents, in a fixed order. */
export async function classPath(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jar') && !name.includes('javaagent'));
  return names
    .toSorted()
    .map((name) => join(folder, name))
    .join(':');
}

/** The JVM arguments that every program of the lab gets. `marker` is the argument by which the run registry knows its processes. */
export function jvmArguments(options: {
  heapMb: number;
  facts: VersionFacts;
  classPath: string;
  marker: string | null;
}): string[] {
  const configuration = join(import.meta.dirname, 'logging', `${options.facts.logging}.properties`);
  return [
    `-Xmx${options.heapMb}m`,
    '-XX:+UseSerialGC',
    ...(options.heapMb < QUICK_START_BELOW_MB ? ['-XX:TieredStopAtLevel=1'] : []),
    '-XX:+ExitOnOutOfMemoryError',
    '-XX:-UsePerfData',
    '-Djava.awt.headless=true',
    '-Dfile.encoding=UTF-8',
    options.facts.logging === 'log4j2'
      ? `-Dlog4j2.configurationFile=${configuration}`
      : `-Dlog4j.configuration=file:${configuration}`,
    ...(options.marker === null ? [] : [options.marker]),
    '-cp',
    options.classPath,
  ];
}

/** The JVM argument that loads Jolokia: JMX as HTTP on loopback, without multicast discovery. */
export function jolokiaArgument(agentJar: string, port: number): string {
  return `-javaagent:${agentJar}=host=127.0.0.1,port=${port},discoveryEnabled=false`;
}

/** The JVM argument that loads the Prometheus JMX exporter on loopback, with the rules of a dialect. */
export function exporterArgument(jars: string, dialect: ExporterDialect, port: number): string {
  const rules = join(import.meta.dirname, 'exporter', `${dialect}.yml`);
  return `-javaagent:${join(jars, EXPORTER_JAR)}=127.0.0.1:${port}:${rules}`;
}

/** The file name of the JMX exporter among the jars of a version. */
export const EXPORTER_JAR = 'jmx_prometheus_javaagent-1.0.1.jar';

/** The file name of the Jolokia agent among the jars of a version. */
export const JOLOKIA_JAR = 'jolokia-agent-jvm-2.2.9-javaagent.jar';
