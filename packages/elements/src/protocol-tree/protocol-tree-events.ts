import { PublicEvent } from '../ui/public-event.ts';

/** Somebody has chosen a node of the tree; `path` is where it stands in the protocol, as the checker's findings name it: `rules/7b`. */
export class ProtocolNodeEvent extends PublicEvent<{ path: string }> {
  constructor(path: string) {
    super('relais-protocol-node', { path });
  }
}

declare global {
  // Elements and the document alike: a host may listen where it likes.
  interface GlobalEventHandlersEventMap {
    'relais-protocol-node': ProtocolNodeEvent;
  }
}
