import { faultItem, kafkaFault, okItem } from '../fault.ts';
import type { Router } from '../router/router.ts';
import type { Deadline } from '../transport/deadline.ts';
import { describeAcls } from '../wire/apis/describe-acls.ts';
import type { AclRule, Item } from './port.ts';

const TOPIC = 2;
/** Every rule that applies to the name: of that name, of `*`, and of a prefix of it. */
const MATCH = 2;
const ANY = 1;
const PATTERNS: readonly string[] = ['UNKNOWN', 'ANY', 'MATCH', 'LITERAL', 'PREFIXED'];
const PERMISSIONS: readonly string[] = ['UNKNOWN', 'ANY', 'DENY', 'ALLOW'];
const OPERATIONS: readonly string[] = [
  'UNKNOWN',
  'ANY',
  'ALL',
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
  'CREATE_TOKENS',
  'DESCRIBE_TOKENS',
  'TWO_PHASE_COMMIT',
];

const nameOf = (names: readonly string[], code: number): string => names[code] ?? `UNKNOWN_${code}`;

/** The rules that apply to a topic. A cluster without an authorizer answers `SECURITY_DISABLED`, a credential without the right `CLUSTER_AUTHORIZATION_FAILED`. */
export async function readTopicAcls(router: Router, topic: string, deadline: Deadline): Promise<Item<readonly AclRule[]>> {
  const request = {
    resourceTypeFilter: TOPIC,
    resourceNameFilter: topic,
    patternTypeFilter: MATCH,
    principalFilter: null,
    hostFilter: null,
    operation: ANY,
    permissionType: ANY,
  };
  const { body, nodeId } = await router.askAny(describeAcls, request, deadline);
  if (body.errorCode !== 0) return faultItem(kafkaFault(body.errorCode, nodeId, body.errorMessage));
  return okItem(
    body.resources.flatMap(({ resourceName, patternType, acls }) =>
      acls.map(({ principal, host, operation, permissionType }) => ({
        resourceName,
        pattern: nameOf(PATTERNS, patternType),
        principal,
        host,
        operation: nameOf(OPERATIONS, operation),
        permission: nameOf(PERMISSIONS, permissionType),
      })),
    ),
  );
}
