import { postgresMissing, startCluster } from './postgres.ts';

let stop: (() => Promise<void>) | undefined;

/** For `node --test-global-setup`: one PostgreSQL for all the files of a run, where there is one to start. */
export async function globalSetup(): Promise<void> {
  if (postgresMissing) return;
  const cluster = await startCluster();
  stop = cluster.stop;
  process.env.RELAIS_TEST_POSTGRES = cluster.url;
}

export async function globalTeardown(): Promise<void> {
  await stop?.();
}
