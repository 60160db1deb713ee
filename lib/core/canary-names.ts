/** The topic that Farol's canary writes to, where it is switched on. The name is the same on every cluster, so that rights can be given beforehand. */
export const CANARY_TOPIC = '__farol_canary';

/** How the names of the groups begin under which the canary measures commits. */
export const CANARY_GROUP_PREFIX = '__farol_canary';

/** Whether a group is one of the canary's own: it has no members and nobody waits for it, so it is no group that can lag. */
export function isCanaryGroup(groupId: string): boolean {
  return groupId.startsWith(CANARY_GROUP_PREFIX);
}
