import { parentPort } from 'node:worker_threads';
import { judge } from './judge.ts';
import type { Matter } from './judge.ts';

parentPort?.on('message', (matter: Matter) => parentPort?.postMessage(judge(matter)));
