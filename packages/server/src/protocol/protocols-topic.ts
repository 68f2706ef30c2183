import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

/** Which protocols have changed. There is nothing of patients in it: everybody who may hear it hears the same. */
export const protocolsTopic: Topic = {
  contract: topics.protocols,

  follow: () => ({
    key: '',
    compose(_view, rows) {
      const changed = new Set(rows.filter(({ type }) => type.startsWith('protocol.')).map(({ subject }) => subject));
      return changed.size > 0 ? { protocols: [...changed] } : undefined;
    },
  }),
};
