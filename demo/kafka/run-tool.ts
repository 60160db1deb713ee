import { AppError } from '#lib/core/errors.ts';
import { ensureJars } from './jar-cache.ts';
import { classPath, jvmArguments } from './java-arguments.ts';
import { runJava, type CommandResult } from './java-run.ts';
import { findJava } from './java.ts';
import { toolFacts, type ToolName } from './tools.ts';
import { versionFacts, type KafkaVersion } from './versions.ts';

const TOOL_HEAP_MB = 128;
const TOOL_TIMEOUT_MS = 120_000;

/** How to run one of Kafka's tools. */
export interface ToolRun {
  /** The cluster's version; the tools may be of another one (see `VersionFacts.toolsVersion`). */
  version: KafkaVersion;
  name: ToolName;
  args: readonly string[];
  /** `host:port` list, given to the tool unless `args` do; null leaves it out. */
  bootstrap: string | null;
  /** Client properties file, given to the tool unless `args` do; null leaves it out. */
  configFile: string | null;
  /** Standard input, e.g. lines for the console producer. */
  input?: string;
  /** Milliseconds after which the tool is killed (its `code` is then null); default 120,000. */
  timeoutMs?: number;
  /** A JVM argument by which the process can be found, and who wants to know its id. */
  marker?: string;
  onStarted?: (pid: number) => void;
}

/** Runs one of Kafka's own command-line tools and returns what it said, whatever its exit code. Fetches its jars at the first time. */
export async function runTool(run: ToolRun): Promise<CommandResult> {
  const toolsVersion = versionFacts(run.version)?.toolsVersion ?? run.version;
  const tool = toolFacts(toolsVersion, run.name);
  const facts = versionFacts(toolsVersion);
  if (tool === null || facts === null) throw new AppError('not_found', `The tools of Kafka ${toolsVersion} have no ${run.name}.`);
  const java = await findJava();
  const jars = await ensureJars(toolsVersion, () => {});
  const added: string[] = [];
  for (const [option, value] of [
    [tool.bootstrapOption, run.bootstrap],
    [tool.configOption, run.configFile],
  ]) {
    // Some tools know subcommands: what is common to all stands first.
    if (option != null && value != null && !run.args.includes(option)) added.push(option, value);
  }
  const { input, onStarted } = run;
  return runJava({
    java,
    args: [
      ...jvmArguments({ heapMb: TOOL_HEAP_MB, facts, classPath: await classPath(jars), marker: run.marker ?? null }),
      tool.mainClass,
      ...added,
      ...run.args,
    ],
    timeoutMs: run.timeoutMs ?? TOOL_TIMEOUT_MS,
    ...(input === undefined ? {} : { input }),
    ...(onStarted === undefined ? {} : { onStarted }),
  });
}
