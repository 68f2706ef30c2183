import type { LiveTopic } from '../core/live.ts';
import { TeamMessage } from './members.ts';

export const teamTopics = {
  team: {
    summary: 'That the team, its files or its roster have changed',
    access: { roles: ['structureAdmin', 'delegator', 'delegate', 'coordinator'], partial: true },
    message: TeamMessage,
  },
} as const satisfies Record<string, LiveTopic>;
