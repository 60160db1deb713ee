import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/core/errors.ts';
import { NO_MEASURING } from '#lib/core/measuring.ts';
import { parseConfigFile } from './parse-config-file.ts';

const texts: Record<string, string> = { '/run/secrets/jmx': 'canary-51\n' };

function parse(lines: string) {
  const text = `clusters:\n  - name: a\n${lines}`;
  return parseConfigFile(text, 'farol.yaml', (path) => {
    const content = texts[path];
    if (content === undefined) throw new Error('ENOENT');
    return content;
  })[0]?.measuring;
}

function messageOf(lines: string): string {
  try {
    parse(lines);
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return error.message;
    throw error;
  }
  throw new Error('the file was accepted');
}

describe('what is measured, in farol.yaml', () => {
  it('is nothing beyond the passes unless asked for', () => {
    expect(parse('')).toEqual(NO_MEASURING);
  });

  it('reads every setting, secrets from their files', () => {
    expect(
      parse(`    canary: true
    metrics:
      type: prometheus
      url: http://{host}:9404/metrics
      url-by-broker:
        2: http://10.0.0.2:9405/metrics
      username: farol
      password-file: /run/secrets/jmx
    zookeeper:
      servers: [zk1:2181, "[::1]:2181"]
      admin-urls: [http://zk1:8080]
    lag-slo-seconds: 60
    requests-per-second-max: 2.5
    prometheus: true
    time-zone: America/Sao_Paulo
`),
    ).toEqual({
      canary: true,
      resources: {
        kind: 'prometheus',
        url: 'http://{host}:9404/metrics',
        urlByBroker: { 2: 'http://10.0.0.2:9405/metrics' },
        username: 'farol',
        password: 'canary-51',
        bearerToken: null,
      },
      zookeeper: { servers: ['zk1:2181', '[::1]:2181'], adminUrls: ['http://zk1:8080'] },
      lagSloSeconds: 60,
      requestsPerSecondMax: 2.5,
      prometheusOut: true,
      timeZone: 'America/Sao_Paulo',
    });
  });

  it.each<[string, string, string]>([
    [
      'an unknown key of a section',
      '    metrics:\n      type: jolokia\n      url: http://{host}/\n      port: 1\n',
      'farol.yaml:6 clusters[0].metrics.port: no such key. Known: type, url, url-by-broker',
    ],
    [
      'an unknown key beside the sections',
      '    canari: true\n',
      'farol.yaml:3 clusters[0].canari: no such key. Known: name, properties',
    ],
    [
      'a zone that does not exist',
      '    time-zone: Mars/Olympus\n',
      'farol.yaml:3 clusters[0].time-zone: no such time zone; write it as in Europe/Lisbon',
    ],
    [
      'another kind of source',
      '    metrics:\n      type: jmx\n      url: x\n',
      'farol.yaml:4 clusters[0].metrics.type: expected jolokia or prometheus',
    ],
    ['a source without address', '    metrics:\n      type: jolokia\n', 'clusters[0].metrics.url: expected a text'],
    [
      'one address for all brokers',
      '    metrics:\n      type: jolokia\n      url: http://jmx:8778/\n',
      'farol.yaml:5 clusters[0].metrics.url: expected {host} or {nodeId}',
    ],
    [
      'a secret in an address',
      '    metrics:\n      type: jolokia\n      url: http://u:canary-51@{host}/\n',
      'clusters[0].metrics.url: a user name or password does not belong',
    ],
    [
      'a broker’s own address that is none',
      '    metrics:\n      type: jolokia\n      url: http://{host}/\n      url-by-broker:\n        2: ftp://x\n',
      'clusters[0].metrics.url-by-broker.2: expected http or https',
    ],
    [
      'a password without user name',
      '    metrics:\n      type: jolokia\n      url: http://{host}/\n      password-file: /run/secrets/jmx\n',
      'clusters[0].metrics.username: a password needs a user name',
    ],
    [
      'a secret file that is not there',
      '    metrics:\n      type: jolokia\n      url: http://{host}/\n      bearer-token-file: /none\n',
      'farol.yaml:6 clusters[0].metrics.bearer-token-file: cannot read /none',
    ],
    [
      'a ZooKeeper server without port',
      '    zookeeper:\n      servers: [zk1]\n',
      'farol.yaml:4 clusters[0].zookeeper.servers[0]: expected host:port',
    ],
    [
      'a negative bound',
      '    requests-per-second-max: 0\n',
      'farol.yaml:3 clusters[0].requests-per-second-max: expected at least 0.1',
    ],
    ['a word where true or false is meant', '    canary: sometimes\n', 'farol.yaml:3 clusters[0].canary: expected true or false'],
  ])('refuses %s with its line', (_what, lines, message) => {
    const told = messageOf(lines);
    expect(told).toContain(message);
    expect(told).not.toContain('canary-51');
  });
});
