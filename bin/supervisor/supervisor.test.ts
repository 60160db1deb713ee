import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { assertPortFree, explainListenError } from './free-port.ts';
import { renderLogLine } from './log-line.ts';
import { countFailures, restartDelayMs } from './restart-delay.ts';
import { Services, type Stoppable } from './services.ts';
import { chooseLogView } from './settings.ts';
import { STOP_PHASES, stopPlan, type ServiceName } from './stop-order.ts';
import { localAddress } from './wait-ready.ts';

describe('stopPlan', () => {
  it('stops outside in: who shows and produces before who samples, stores last', () => {
    const order = stopPlan(new Set<ServiceName>(['postgres', 'kafka', 'sampler', 'shop', 'web'])).flatMap(
      (phase) => phase.services,
    );
    expect(order).toEqual(['web', 'shop', 'sampler', 'kafka', 'postgres']);
  });

  it('leaves out what does not run', () => {
    expect(stopPlan(new Set<ServiceName>(['postgres', 'web'])).map((phase) => phase.services)).toEqual([['web'], ['postgres']]);
  });

  it('takes less than 10 s even when every part has to be killed', () => {
    expect(STOP_PHASES.reduce((sum, phase) => sum + phase.graceMs, 0)).toBeLessThan(10_000);
  });
});

describe('Services', () => {
  const service = (name: string, log: string[], stop?: () => Promise<void>): Stoppable => ({
    stop: async () => {
      log.push(`stop ${name}`);
      await stop?.();
    },
    kill: () => log.push(`kill ${name}`),
  });

  it('stops the others when one fails to stop, kills that one, and says so', async () => {
    const log: string[] = [];
    const said: string[] = [];
    const services = new Services((text) => said.push(text));
    services.add('postgres', service('postgres', log));
    services.add(
      'web',
      service('web', log, () => Promise.reject(new Error('stuck'))),
    );
    await services.stopAll();
    expect(log).toEqual(['stop web', 'kill web', 'stop postgres']);
    expect(said).toEqual(['farol: web did not stop in order: stuck']);
  });

  it('ends at once what is added while everything stops, and stops only once', async () => {
    const log: string[] = [];
    const services = new Services(() => {});
    services.add('web', service('web', log));
    await Promise.all([services.stopAll(), services.stopAll()]);
    services.add('kafka', service('kafka', log));
    expect(log).toEqual(['stop web', 'kill kafka']);
  });
});

describe('restartDelayMs', () => {
  it('doubles from one second and stays at half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map(restartDelayMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('begins anew after a minute of health', () => {
    expect(countFailures(4, 61_000)).toBe(1);
    expect(countFailures(4, 2_000)).toBe(5);
  });
});

describe('renderLogLine', () => {
  const line = (level: number) =>
    JSON.stringify({
      level,
      time: '2026-01-02T03:04:05.678Z',
      pid: 1,
      name: 'sampler',
      cluster: 'loja',
      msg: 'pass failed',
      err: { message: 'no route' },
    });

  it('shows warnings and worse at a terminal, in words', () => {
    expect(renderLogLine('sampler', line(40), 'stdout', 'brief')).toBe(
      '03:04:05 sampler warn: pass failed cluster=loja (no route)',
    );
    expect(renderLogLine('sampler', line(30), 'stdout', 'brief')).toBeNull();
  });

  it('never hides what is no log record but came on stderr', () => {
    expect(renderLogLine('web', 'TypeError: x', 'stderr', 'brief')).toBe('web: TypeError: x');
    expect(renderLogLine('web', '{broken', 'stderr', 'brief')).toBe('web: {broken');
    expect(renderLogLine('web', 'Ready in 1 s', 'stdout', 'brief')).toBeNull();
  });

  it('keeps every line a JSON document for machines', () => {
    expect(renderLogLine('web', line(30), 'stdout', 'json')).toBe(line(30));
    expect(JSON.parse(renderLogLine('web', 'plain', 'stderr', 'json') ?? '')).toEqual({ level: 50, name: 'web', msg: 'plain' });
  });

  it('is chosen by LOG_FORMAT, else by who reads', () => {
    expect(chooseLogView('text', true)).toBe('text');
    expect(chooseLogView(undefined, true)).toBe('json');
    expect(chooseLogView(undefined, false)).toBe('brief');
  });
});

describe('ports', () => {
  it('names the port that is taken and the variable to change', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    try {
      await expect(assertPortFree('127.0.0.1', port, 'the web server', 'PORT')).rejects.toThrow(
        new RegExp(`Port ${port} is taken by another program, and the web server needs it\\. .* set PORT `),
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    await expect(assertPortFree('127.0.0.1', port, 'the web server', 'PORT')).resolves.toBeUndefined();
  });

  it('says what to do about a port below 1024 and an address of another machine', () => {
    const because = (code: string) =>
      explainListenError(Object.assign(new Error(code), { code }), '10.0.0.1', 80, 'the web server', 'PORT');
    expect(because('EACCES')).toContain('Set PORT to a port above 1023');
    expect(because('EADDRNOTAVAIL')).toContain('no address 10.0.0.1');
  });

  it.each([
    ['127.0.0.1', 'http://localhost:3000'],
    ['0.0.0.0', 'http://localhost:3000'],
    ['10.1.2.3', 'http://10.1.2.3:3000'],
    ['fd00::1', 'http://[fd00::1]:3000'],
  ])('reaches a server on %s at %s', (hostname, address) => {
    expect(localAddress(hostname, 3000)).toBe(address);
  });
});
