import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

/** Which call-backs have changed. Everybody who may listen hears the same ids. */
export const callbacksTopic: Topic = {
  contract: topics.callbacks,

  follow: () => ({
    key: '',
    compose(_view, rows) {
      const changed = new Set(rows.filter(({ type }) => type.startsWith('callback.')).map(({ subject }) => subject));
      return changed.size > 0 ? { callbacks: [...changed] } : undefined;
    },
  }),
};
