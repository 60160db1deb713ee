import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/core/errors.ts';
import { clusterIdFromName } from './cluster-id.ts';
import { parseConfigFile } from './parse-config-file.ts';

const texts: Record<string, string> = { 'prod.properties': 'security.protocol=SASL_SSL\n', '/run/secrets/pw': 'p"w\\d\n' };

function readText(path: string): string {
  const text = texts[path];
  if (text === undefined) throw new Error('ENOENT');
  return text;
}

const parse = (text: string) => parseConfigFile(text, 'farol.yaml', readText);

function messageOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message;
    throw error;
  }
  throw new Error('the file was accepted');
}

describe('parseConfigFile', () => {
  it('reads clusters with the keys of Kafka itself', () => {
    const [cluster] = parse(
      'clusters:\n  - name: Produção\n    properties:\n      bootstrap.servers: k1:9092,k2:9092\n      request.timeout.ms: 5000\n',
    );
    expect(cluster).toMatchObject({
      id: 'producao',
      name: 'Produção',
      properties: 'bootstrap.servers=k1:9092,k2:9092\nrequest.timeout.ms=5000',
    });
  });

  it('accepts an empty file', () => {
    expect(parse('')).toEqual([]);
  });

  it('refuses unknown keys with path and line', () => {
    const message = messageOf('clusters:\n  - name: a\n    propertys: {}\nalerts: 1\n');
    expect(message).toContain('farol.yaml:3 clusters[0].propertys: no such key');
    expect(message).toContain('farol.yaml:4 alerts: no such key');
  });

  it('says where the YAML itself is broken', () => {
    expect(messageOf('clusters:\n  - name: "a\n')).toMatch(/farol\.yaml:\d+ YAML: /);
  });

  it('refuses a wrong type with path and line', () => {
    expect(messageOf('clusters:\n  - name: a\n    properties:\n      bootstrap.servers: [x]\n')).toContain(
      'farol.yaml:4 clusters[0].properties.bootstrap.servers: expected a text',
    );
  });

  it('refuses two names that lead to one address', () => {
    expect(messageOf('clusters:\n  - name: Loja 1\n  - name: loja-1\n')).toContain(
      'farol.yaml:3 clusters[1].name: leads to the same address',
    );
  });

  it('takes a whole properties file, over which the YAML wins', () => {
    const [cluster] = parse(
      'clusters:\n  - name: a\n    properties-file: prod.properties\n    properties:\n      security.protocol: SSL\n',
    );
    expect(cluster?.properties).toBe('security.protocol=SASL_SSL\n\nsecurity.protocol=SSL');
  });

  it('reads the value of any key from the file that <key>.file names', () => {
    const [cluster] = parse('clusters:\n  - name: a\n    properties:\n      ssl.key.password.file: /run/secrets/pw\n');
    expect(cluster?.properties).toBe('ssl.key.password=p"w\\\\d');
  });

  it('makes the JAAS line of username and password-file, quoted', () => {
    const [cluster] = parse(
      'clusters:\n  - name: a\n    username: farol\n    password-file: /run/secrets/pw\n    properties:\n      sasl.mechanism: SCRAM-SHA-512\n',
    );
    expect(cluster?.properties).toContain('scram.ScramLoginModule required username="farol" password="p\\\\"w\\\\\\\\d";');
    expect(messageOf('clusters:\n  - name: a\n    username: farol\n')).toContain('username and password-file belong together');
  });

  it('names the key and line of a secret file that cannot be read, and never a value', () => {
    const message = messageOf('clusters:\n  - name: a\n    username: u\n    password-file: /none\n');
    expect(message).toContain('farol.yaml:4 clusters[0].password-file: cannot read /none');
  });

  it('finds the line of a property for later complaints', () => {
    const [cluster] = parse('clusters:\n  - name: a\n    properties:\n      client.id: x\n      bootstrap.servers: y:1\n');
    expect(cluster?.lineOf('bootstrap.servers')).toBe(5);
    expect(cluster?.lineOf('absent')).toBe(2);
  });
});

describe('clusterIdFromName', () => {
  it.each([
    ['Loja (demo)', 'loja-demo'],
    ['Produção São Paulo', 'producao-sao-paulo'],
    ['--a--', 'a'],
    ['日本', null],
    [`${'x'.repeat(62)}-y`, 'x'.repeat(62)],
  ])('%s → %s', (name, id) => {
    expect(clusterIdFromName(name)).toBe(id);
  });
});
