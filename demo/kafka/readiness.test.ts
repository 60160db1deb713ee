import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { askMetadata, metadataRequest, parseMetadata } from './readiness.ts';

/** size, correlation 1, throttle 0, two brokers (rack "r1", no rack), cluster id "c", controller 2, no topics. */
const RESPONSE = Buffer.from(
  [
    '0000003b',
    '00000001',
    '00000000',
    '00000002',
    '00000001',
    '0001',
    '68',
    '00002384',
    '0002',
    '7231',
    '00000002',
    '0001',
    '68',
    '00002385',
    'ffff',
    '0001',
    '63',
    '00000002',
    '00000000',
  ].join(''),
  'hex',
);

describe('the readiness probe', () => {
  it('asks about no topic with Metadata v4', () => {
    expect(metadataRequest().toString('hex')).toBe(
      `00000018${'0003'}${'0004'}${'00000001'}${'0009'}${Buffer.from('farol-lab').toString('hex')}${'00000000'}${'00'}`,
    );
  });

  it('reads brokers and controller out of the answer', () => {
    expect(parseMetadata(RESPONSE)).toEqual({ brokerIds: [1, 2], controllerId: 2 });
  });

  it('refuses an answer that is cut short', () => {
    expect(() => parseMetadata(RESPONSE.subarray(0, 30))).toThrow(RangeError);
  });

  it('gives up when the other side accepts and stays silent', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await expect(askMetadata({ port: address.port, tls: null }, 30)).rejects.toThrow('no answer within 30 ms');
    server.close();
  });
});
