// Before `npm run lint`: the pages in other people's frameworks can only be judged beside the typings they are written with.
import { install } from './setup/install.js';
import { relaisNode } from './setup/node.js';
import { buildTypings } from './setup/typings.js';

try {
  await install();
  await buildTypings(relaisNode());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
