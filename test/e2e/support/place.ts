import { DEMO_CLIENT, startDemoIssuer } from '../../../demo/issuer/issuer.ts';
import { freePort } from '../../support/ports.ts';
import { type Backend, startBackend } from './backend.ts';

/** A backend where people sign in. */
export interface Place {
  readonly backend: Backend;
  readonly issuer: { readonly url: string; readonly close: () => Promise<void> };
  readonly stop: () => Promise<void>;
}

/** A backend and the issuer of the demonstration, on ports of their own. */
export async function startPlace(environment: Record<string, string> = {}): Promise<Place> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const issuerPort = await freePort();
  const issuer = await startDemoIssuer({
    port: issuerPort,
    url: `http://localhost:${issuerPort}`,
    host: 'localhost',
    backend: url,
  });
  const backend = await startBackend(
    {
      ...environment,
      SIGN_IN_ISSUER: issuer.url,
      SIGN_IN_CLIENT_ID: DEMO_CLIENT.id,
      SIGN_IN_CLIENT_SECRET: DEMO_CLIENT.secret,
    },
    port,
  );
  const stop = async () => {
    await backend.stop();
    await issuer.close();
  };
  return { backend, issuer, stop };
}
