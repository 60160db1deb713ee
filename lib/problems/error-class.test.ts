import { expect, test } from 'vitest';
import { connectionFault } from '#lib/kafka/transport/connection-fault.ts';
import { errorClass, tlsCause } from './error-class.ts';

const SCENE = { address: 'kafka.example:9092', tls: true, sasl: true, phase: 'connect' as const };

function faultOf(code: string, message = 'x', name = 'Error') {
  const error = Object.assign(new Error(message), { code, name });
  const fault = connectionFault(error, SCENE);
  return { code: fault.code, detail: fault.message };
}

test.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'refused'],
  ['EHOSTUNREACH', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['CERT_HAS_EXPIRED', 'tls'],
])('the class of a socket that ended with %s is %s', (code, expected) => {
  expect(errorClass(faultOf(code))).toBe(expected);
});

test.each([
  ['AUTHENTICATION_FAILED', 'auth'],
  ['BROKER_TIMEOUT', 'timeout'],
  ['MALFORMED_RESPONSE', 'protocol'],
  ['GROUP_AUTHORIZATION_FAILED', 'not-authorized'],
  ['COORDINATOR_LOAD_IN_PROGRESS', 'other'],
])('the class of %s is %s', (code, expected) => {
  expect(errorClass({ code, detail: 'x' })).toBe(expected);
});

test.each([
  ['CERT_HAS_EXPIRED', 'expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'host'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'authority'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'other'],
])('the cause behind %s is %s', (code, expected) => {
  expect(tlsCause(faultOf(code).detail)).toBe(expected);
});
