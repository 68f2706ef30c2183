import type { LiveTopic } from '../core/live.ts';
import { FiguresMessage } from './figure.ts';
import { figureReaders } from './readers.ts';

export const indicatorTopics = {
  figures: {
    summary: 'Figures have moved; ask for those that are shown again',
    access: { roles: figureReaders },
    message: FiguresMessage,
  },
} as const satisfies Record<string, LiveTopic>;
