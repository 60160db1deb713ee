import { defineApi } from '../api.ts';
import { array, bytes, int16, int64, nullableString, string } from '../codec.ts';
import { since, struct } from '../struct.ts';

/** The first half of SASL. kafkajs sends it on our connections; the fake broker answers it. */
export const saslHandshake = defineApi({
  key: 17,
  name: 'SaslHandshake',
  min: 0,
  max: 1,
  flexibleFrom: 2,
  request: struct({ mechanism: string }),
  response: struct({ errorCode: int16, mechanisms: array(string) }),
});

/** The second half of SASL: one message of the mechanism. */
export const saslAuthenticate = defineApi({
  key: 36,
  name: 'SaslAuthenticate',
  min: 0,
  max: 2,
  flexibleFrom: 2,
  request: struct({ authBytes: bytes }),
  response: struct({
    errorCode: int16,
    errorMessage: nullableString,
    authBytes: bytes,
    sessionLifetimeMs: since(1, int64, 0n),
  }),
});
