import { surroundings } from './places.ts';

/** Runs one of Kafka's own tools against the cluster; throws with what it said when it fails. */
export async function kafkaTool(tool: string, ...args: string[]): Promise<string> {
  const { stdout, stderr, code } = (await order('/tool', { tool, args })) as {
    stdout: string;
    stderr: string;
    code: number | null;
  };
  if (code !== 0) throw new Error(`${tool} ended with ${code}: ${stdout}\n${stderr}`);
  return stdout;
}

/** Kills a broker without a goodbye. */
export async function killBroker(broker: number): Promise<void> {
  await order('/kill', { broker });
}

/** Starts a broker that was killed; returns when the cluster has it back. Does nothing for one that runs. */
export async function startBroker(broker: number): Promise<void> {
  await order('/start', { broker });
}

async function order(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${surroundings().labUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`lab ${path}: ${text}`);
  return JSON.parse(text);
}
