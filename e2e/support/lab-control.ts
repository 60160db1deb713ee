import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isToolName, type LabCluster } from '#demo/kafka/index.ts';

/** A door to the lab cluster for the workers, which run in other processes than the one that started it. */
export interface LabControl {
  url: string;
  close(): Promise<void>;
}

interface Order {
  tool?: string;
  args?: string[];
  broker?: number;
}

/** Serves `POST /tool`, `/kill` and `/start` on loopback. */
export async function serveLabControl(cluster: LabCluster): Promise<LabControl> {
  const server = createServer((request, response) => {
    readOrder(request)
      .then((order) => obey(cluster, request.url ?? '', order))
      .then(
        (answer) => response.end(JSON.stringify(answer)),
        (error: unknown) => {
          response.statusCode = 500;
          response.end(String(error));
        },
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function readOrder(request: IncomingMessage): Promise<Order> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text) as Order;
}

async function obey(cluster: LabCluster, path: string, { tool, args = [], broker = -1 }: Order): Promise<unknown> {
  switch (path) {
    case '/tool':
      if (tool === undefined || !isToolName(tool)) throw new Error(`no tool ${tool}`);
      return cluster.tool(tool, args);
    case '/kill':
      await cluster.broker(broker).kill();
      return {};
    case '/start':
      if (cluster.broker(broker).pid === null) await cluster.broker(broker).start();
      return {};
    default:
      throw new Error(`no order ${path}`);
  }
}
