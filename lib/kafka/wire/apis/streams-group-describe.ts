import { defineApi } from '../api.ts';
import { array, bool, int16, int32, int64, nullable, nullableArray, nullableString, string, uint16 } from '../codec.ts';
import { struct } from '../struct.ts';

const keyValue = struct({ key: string, value: string });
const topicInfo = struct({ name: string, partitions: int32, replicationFactor: int16, topicConfigs: array(keyValue) });
const taskIds = struct({ subtopologyId: string, partitions: array(int32) });
const taskOffset = struct({ subtopologyId: string, partition: int32, offset: int64 });
const tasks = struct({ activeTasks: array(taskIds), standbyTasks: array(taskIds), warmupTasks: array(taskIds) });

/** Streams groups (KIP-1071). */
export const streamsGroupDescribe = defineApi({
  key: 89,
  name: 'StreamsGroupDescribe',
  min: 0,
  max: 0,
  flexibleFrom: 0,
  request: struct({ groupIds: array(string), includeAuthorizedOperations: bool }),
  response: struct({
    throttleTimeMs: int32,
    groups: array(
      struct({
        errorCode: int16,
        errorMessage: nullableString,
        groupId: string,
        groupState: string,
        groupEpoch: int32,
        assignmentEpoch: int32,
        topology: nullable(
          struct({
            epoch: int32,
            subtopologies: nullableArray(
              struct({
                subtopologyId: string,
                sourceTopics: array(string),
                repartitionSinkTopics: array(string),
                stateChangelogTopics: array(topicInfo),
                repartitionSourceTopics: array(topicInfo),
              }),
            ),
          }),
        ),
        members: array(
          struct({
            memberId: string,
            memberEpoch: int32,
            instanceId: nullableString,
            rackId: nullableString,
            clientId: string,
            clientHost: string,
            topologyEpoch: int32,
            processId: string,
            userEndpoint: nullable(struct({ host: string, port: uint16 })),
            clientTags: array(keyValue),
            taskOffsets: array(taskOffset),
            taskEndOffsets: array(taskOffset),
            assignment: tasks,
            targetAssignment: tasks,
            isClassic: bool,
          }),
        ),
        authorizedOperations: int32,
      }),
    ),
  }),
});
