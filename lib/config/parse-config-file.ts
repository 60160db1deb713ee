import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { errorMessage } from '#lib/core/errors.ts';
import type { ClusterMeasuring } from '#lib/core/measuring.ts';
import { clusterIdFromName } from './cluster-id.ts';
import { configError, renderPath, type ConfigProblem } from './config-problems.ts';
import { collectMeasuring, MEASURING_KEYS } from './parse-measuring.ts';

/** One cluster as the file declares it, secrets of files read in. */
export interface ClusterEntry {
  id: string;
  name: string;
  /** client.properties text: what `properties-file` holds, then what stands in the YAML, which wins. */
  properties: string;
  /** Line of the file where a property (or the entry itself, for an unknown key) stands. */
  lineOf(property: string | null): number | null;
  /** Path of the entry in the document, e.g. `clusters[0]`. */
  path: string;
  /** What is to be measured beyond the passes. */
  measuring: ClusterMeasuring;
}

const PropertyValue = z
  .union([z.string(), z.number(), z.boolean()], { error: 'expected a text, a number or true/false' })
  .transform(String);

const ClusterSchema = z
  .strictObject({
    name: z.string({ error: 'expected a name' }).trim().min(1, 'expected a name').max(80, 'expected at most 80 characters'),
    properties: z.record(z.string(), PropertyValue).default({}),
    'properties-file': z.string().optional(),
    username: z.string().optional(),
    'password-file': z.string().optional(),
    ...MEASURING_KEYS,
  })
  .refine((cluster) => (cluster.username === undefined) === (cluster['password-file'] === undefined), {
    error: 'username and password-file belong together',
  });

const FileSchema = z.strictObject({ clusters: z.array(ClusterSchema, { error: 'expected a list of clusters' }).default([]) });

type ClusterFields = z.infer<typeof ClusterSchema>;

/** Reads a farol.yaml. `readText` gives the content of a file named in it. Throws one `invalid` with the line of every problem; values of secrets never stand in it. */
export function parseConfigFile(text: string, file: string, readText: (path: string) => string): ClusterEntry[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, merge: false });
  if (document.errors.length > 0) {
    throw configError(
      file,
      document.errors.map((error) => ({ path: 'YAML', line: counter.linePos(error.pos[0]).line, reason: error.message })),
    );
  }
  const lineAt = (path: readonly PropertyKey[]) => lineOfPath(document, counter, path);
  const parsed = FileSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success)
    throw configError(
      file,
      parsed.error.issues.flatMap((issue) => toProblems(issue, lineAt)),
    );

  const problems: ConfigProblem[] = [];
  const ids = new Map<string, string>();
  const entries = parsed.data.clusters.flatMap((cluster, index): ClusterEntry[] => {
    const path = ['clusters', index] as const;
    const report = (key: string | readonly PropertyKey[], reason: string) => {
      const at = [...path, ...(typeof key === 'string' ? [key] : key)];
      problems.push({ path: renderPath(at), line: lineAt(at) ?? lineAt(at.slice(0, -1)), reason });
    };
    const id = clusterIdFromName(cluster.name);
    const same = id === null ? undefined : ids.get(id);
    if (id === null) report('name', 'needs at least one letter or digit');
    else if (same !== undefined) report('name', `leads to the same address as "${same}": ${id}`);
    else ids.set(id, cluster.name);
    const properties = collectProperties(cluster, readText, report);
    const lineOf = (property: string | null) =>
      lineAt(property === null ? path : [...path, 'properties', property]) ??
      lineAt([...path, 'properties-file']) ??
      lineAt(path);
    const measuring = collectMeasuring(cluster, readText, report);
    return id === null ? [] : [{ id, name: cluster.name, properties, lineOf, path: renderPath(path), measuring }];
  });
  if (problems.length > 0) throw configError(file, problems);
  return entries;
}

/** `<key>.file` names a file that holds the value of `<key>`; `username` and `password-file` make the JAAS line. */
function collectProperties(
  cluster: ClusterFields,
  readText: (path: string) => string,
  report: (key: string, reason: string) => void,
): string {
  const read = (key: string, path: string): string => {
    try {
      return readText(path);
    } catch (error) {
      report(key, `cannot read ${path} (${errorMessage(error)})`);
      return '';
    }
  };
  const lines: string[] = [];
  if (cluster['properties-file'] !== undefined) lines.push(read('properties-file', cluster['properties-file']));
  for (const [key, value] of Object.entries(cluster.properties)) {
    const isFile = key.endsWith('.file');
    lines.push(
      propertyLine(isFile ? key.slice(0, -'.file'.length) : key, isFile ? read(`properties.${key}`, value).trim() : value),
    );
  }
  if (cluster.username !== undefined && cluster['password-file'] !== undefined) {
    const password = read('password-file', cluster['password-file']).trim();
    const isPlain = (cluster.properties['sasl.mechanism'] ?? 'PLAIN') === 'PLAIN';
    const login = isPlain ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule';
    lines.push(
      propertyLine(
        'sasl.jaas.config',
        `org.apache.kafka.common.security.${login} required username=${quote(cluster.username)} password=${quote(password)};`,
      ),
    );
  }
  return lines.join('\n');
}

/** One line of a properties file; line breaks (PEM texts) are escaped as Java does. */
function propertyLine(key: string, value: string): string {
  return `${key}=${value.replaceAll('\\', '\\\\').replaceAll('\r', '').replaceAll('\n', '\\n')}`;
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function toProblems(issue: z.core.$ZodIssue, lineAt: (path: readonly PropertyKey[]) => number | null): ConfigProblem[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ path: renderPath(issue.path), line: lineAt(issue.path), reason: issue.message }];
  const known = knownKeys(issue.path).join(', ');
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    return { path: renderPath(path), line: lineAt(path), reason: `no such key. Known: ${known}` };
  });
}

/** The keys that may stand at a place of the file. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(FileSchema.shape);
  const section = path[2];
  if (section === 'metrics' || section === 'zookeeper') return Object.keys(MEASURING_KEYS[section].unwrap().shape);
  return Object.keys(ClusterSchema.shape);
}

function lineOfPath(document: Document.Parsed, counter: LineCounter, path: readonly PropertyKey[]): number | null {
  const parent = path.length < 2 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  // The key's own place: a value may be missing, or stand on a later line.
  const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === last) : undefined;
  const node = pair?.key ?? document.getIn(path, true);
  return isNode(node) && node.range ? counter.linePos(node.range[0]).line : null;
}
