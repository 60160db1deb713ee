import { describe, expect, it } from 'vitest';
import { assertTrustedHost, sourceUrl, sourceUrlProblem } from './source-url.ts';

const URL_TEMPLATE = 'http://{host}:8778/jolokia';

describe('sourceUrl', () => {
  const of = (host: string | null, url = URL_TEMPLATE, urlByBroker = {}) =>
    sourceUrl({ url, urlByBroker }, { nodeId: 3, host }).href;

  it('fills in host and number; IPv6 in brackets; a broker’s own address wins', () => {
    expect(of('kafka-1.example')).toBe('http://kafka-1.example:8778/jolokia');
    expect(of('fd12::5')).toBe('http://[fd12::5]:8778/jolokia');
    expect(of(null, 'https://jmx-{nodeId}.internal/metrics?name[]=a')).toBe('https://jmx-3.internal/metrics?name[]=a');
    expect(of('kafka', URL_TEMPLATE, { 3: 'http://10.0.0.3:9404/' })).toBe('http://10.0.0.3:9404/');
  });

  it.each([
    null,
    '',
    'evil.example/x?',
    'evil.example#',
    'user@evil.example',
    'a:80@evil.example',
    'evil.example:81',
    'a b',
    'a\nb',
    'a\\b',
    '[::1]',
    '-a',
    '{nodeId}',
    'x'.repeat(300),
    '\u001b[31mx',
  ])('refuses the advertised host %j', (host) => {
    expect(() => of(host)).toThrow(/advertises no host/);
  });
});

describe('assertTrustedHost', () => {
  const bootstrap = ['kafka-1.example.org:9092', '10.0.0.1:9092', '[fd12::1]:9092', 'broker:9092', 'x.com:9092'];
  const isTrusted = (host: string, url = URL_TEMPLATE, urlByBroker = {}) => {
    try {
      assertTrustedHost({ url, urlByBroker }, { nodeId: 3, host }, bootstrap);
      return true;
    } catch {
      return false;
    }
  };

  it.each(['kafka-1.example.org', 'KAFKA-2.example.org', 'a.b.example.org', '10.0.0.1', 'fd12::1', 'broker'])(
    'sends credentials to %s',
    (host) => expect(isTrusted(host)).toBe(true),
  );

  it.each([
    'evil.example',
    'example.org',
    'evilexample.org',
    'kafka-1.example.org.evil.example',
    '10.0.0.2',
    'other',
    'evil.com',
  ])('sends none to %s, which the cluster alone names', (host) => expect(isTrusted(host)).toBe(false));

  it('takes no country’s open second level for a domain of one owner', () => {
    const kept = (host: string, bootstrap: string) => {
      const source = { url: URL_TEMPLATE, urlByBroker: {} };
      return () => assertTrustedHost(source, { nodeId: 3, host }, [bootstrap]);
    };
    expect(kept('evil.com.br', 'loja.com.br:9092')).toThrow(/outside the domains/);
    expect(kept('evil.co.uk', 'shop.co.uk:9092')).toThrow(/outside the domains/);
    expect(kept('kafka-2.loja.com.br', 'kafka-1.loja.com.br:9092')).not.toThrow();
  });

  it('trusts what the operator wrote: an address of its own, or a domain after the host', () => {
    expect(isTrusted('evil.example', URL_TEMPLATE, { 3: 'http://jmx-3.internal/' })).toBe(true);
    expect(isTrusted('kafka-9', 'http://{host}.example.org:8778/')).toBe(true);
    expect(isTrusted('kafka-9', 'http://jmx-{nodeId}.internal/')).toBe(true);
    expect(isTrusted('evil.example', 'http://{host}/metrics.txt')).toBe(false);
    expect(isTrusted('evil.example', 'http://a.{host}:1/x.y')).toBe(false);
    expect(isTrusted('evil.example', 'http://{host}.:1/')).toBe(false);
  });
});

describe('sourceUrlProblem', () => {
  it('takes addresses that differ by broker', () => {
    for (const url of [URL_TEMPLATE, 'https://{host}/metrics', 'http://jmx-{nodeId}:9404/metrics'])
      expect(sourceUrlProblem(url, true)).toBeNull();
    expect(sourceUrlProblem('http://10.0.0.3:9404/metrics', false)).toBeNull();
  });

  it.each<[string, RegExp]>([
    ['http://jmx:8778/jolokia', /own address/],
    ['file:///etc/passwd?{nodeId}', /http or https/],
    ['gopher://{host}/', /http or https/],
    ['http://user:pw@{host}/', /does not belong/],
    ['http://{host}/#x', /fragment/],
    ['http://{host}:{port}/', /no placeholder \{port\}/],
    ['http://proxy/?target={host}', /host part/],
    ['{host}', /expected an address/],
    [`http://{host}/${'x'.repeat(2000)}`, /at most/],
  ])('refuses %s', (url, reason) => {
    expect(sourceUrlProblem(url, true)).toMatch(reason);
  });
});
