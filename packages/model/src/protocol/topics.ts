import type { LiveTopic } from '../core/live.ts';
import { ProtocolsMessage } from './record.ts';
import { protocolReaders } from './readers.ts';

export const protocolTopics = {
  protocols: {
    summary: 'Protocols that have changed: a version, its state, or what the structure sets',
    access: { roles: protocolReaders, partial: true },
    message: ProtocolsMessage,
  },
} as const satisfies Record<string, LiveTopic>;
