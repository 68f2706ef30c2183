import { parentPort } from 'node:worker_threads';
import { readAgenda } from './read-agenda.ts';
import type { AgendaQuestion } from './read-agenda.ts';

parentPort?.on('message', (question: AgendaQuestion) => parentPort?.postMessage(readAgenda(question)));
