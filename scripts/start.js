// `npm start`: everything from a fresh clone to a running backend with the demo data and pages. Runs on Node 20, without
// any package installed; the backend itself runs on the Node that the installation brings.
import { buildDocs } from './setup/docs.js';
import { install } from './setup/install.js';
import { buildKit } from './setup/kit.js';
import { relaisNode } from './setup/node.js';
import { BACKEND, demoEnvironment, demoSignIn, liveYear, serve, startIssuer } from './setup/serve.js';

try {
  await install();
  const node = relaisNode();
  const env = demoEnvironment();
  const whole = { ...env, ...demoSignIn(env) };
  await Promise.all([buildKit(node), buildDocs(node), liveYear(node, whole)]);
  startIssuer(node, whole);
  process.exitCode = await serve(node, BACKEND, whole);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
