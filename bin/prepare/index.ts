import { prepare } from './prepare-stage.ts';
import { prismaClient } from './prisma-client.ts';
import { samplerCode } from './sampler-code.ts';
import { webBuild } from './web-build.ts';

/** What every command that touches the database or checks types needs beside the dependencies. */
export async function prepareCode(root: string): Promise<void> {
  await prepare(root, prismaClient);
}

/** What makes a sampler start small. It runs without, too. */
export async function prepareSampler(root: string): Promise<void> {
  await prepare(root, samplerCode);
}

/** What the web server needs to start. */
export async function prepareWeb(root: string): Promise<void> {
  await prepareCode(root);
  await prepare(root, webBuild);
}
