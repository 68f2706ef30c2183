import { UnreachableError } from './errors.ts';
import type { Following, Listener, LiveSettings, Topic } from './follow.ts';

/** The stream of live messages of one structure. */
export interface Live {
  /** Follows the topics listened to, over cuts and server restarts, until the function it gives is called. */
  follow(following: Following): () => void;
}

export function createLive(settings: LiveSettings): Live {
  return {
    follow(following) {
      const controller = new AbortController();
      const { signal } = controller;
      // Nobody needs live messages to write: their reader is not part of the first bytes.
      import('./follow.ts')
        .then(({ follow }) => follow(settings, following, signal))
        .catch((cause: unknown) => {
          if (!signal.aborted)
            following.onState?.('stopped', new UnreachableError('Live messages could not be loaded', { cause }));
        });
      return () => controller.abort();
    },
  };
}

/** A listener to one topic, its messages typed by it. */
export function listen<Message extends { readonly sequence: number }>(
  topic: Topic<Message>,
  query: Listener['query'],
  onMessage: (message: Message) => void,
): Listener {
  return { topic, query, onMessage };
}
