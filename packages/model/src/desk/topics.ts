import type { LiveTopic } from '../core/live.ts';
import { CallbacksMessage } from './callbacks.ts';
import { deskReaders } from './readers.ts';

export const deskTopics = {
  callbacks: {
    summary: 'Which call-backs have changed: ids alone',
    access: { roles: deskReaders },
    message: CallbacksMessage,
  },
} as const satisfies Record<string, LiveTopic>;
