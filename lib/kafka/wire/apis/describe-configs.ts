import { defineApi } from '../api.ts';
import { array, bool, int8, int16, int32, nullableArray, nullableString, string } from '../codec.ts';
import { struct } from '../struct.ts';

export const describeConfigs = defineApi({
  key: 32,
  name: 'DescribeConfigs',
  min: 4,
  max: 4,
  flexibleFrom: 4,
  request: struct({
    resources: array(
      struct({
        /** 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group. */
        resourceType: int8,
        resourceName: string,
        /** null = all keys. */
        configurationKeys: nullableArray(string),
      }),
    ),
    includeSynonyms: bool,
    includeDocumentation: bool,
  }),
  response: struct({
    throttleTimeMs: int32,
    results: array(
      struct({
        errorCode: int16,
        errorMessage: nullableString,
        resourceType: int8,
        resourceName: string,
        configs: array(
          struct({
            name: string,
            value: nullableString,
            readOnly: bool,
            configSource: int8,
            isSensitive: bool,
            synonyms: array(struct({ name: string, value: nullableString, source: int8 })),
            configType: int8,
            documentation: nullableString,
          }),
        ),
      }),
    ),
  }),
});
