/** Real Kafka clusters without Docker, for the demonstration, the tests and the benchmarks. See README.md. */
export { LabBroker } from './broker.ts';
export type { LabUser } from './cluster-plan.ts';
export { LabCluster, type ToolOptions } from './cluster.ts';
export { isPortFree } from './free-ports.ts';
export { FaultProxy, type FaultState } from './fault-proxy.ts';
export { lockJars } from './jar-cache.ts';
export type { CommandResult } from './java-run.ts';
export { ADMIN_USER, type ExporterDialect, type LabOptions, type LabSecurity, type LabStage } from './options.ts';
export { reapOrphans } from './run-registry.ts';
export { runTool, type ToolRun } from './run-tool.ts';
export { startCluster } from './start-cluster.ts';
export { isToolName, type ToolName } from './tools.ts';
export { KAFKA_VERSIONS, type ClusterMode, type KafkaVersion } from './versions.ts';
export { LabZooKeeper } from './zookeeper.ts';
