import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';

/** What is looked at changes nothing for others. */
const LOOKS: readonly string[] = ['run.read', 'run.photograph-read', 'run.read-refused'];

/** Which runs have changed. Everybody who may listen hears the same ids, and asks by their own right. */
export const runsTopic: Topic = {
  contract: topics.runs,
  follow: () => ({
    key: '',
    compose(_view, rows) {
      const changed = rows.filter(({ type }) => type.startsWith('run.') && !LOOKS.includes(type));
      return changed.length > 0 ? { runs: [...new Set(changed.map(({ subject }) => subject))] } : undefined;
    },
  }),
};
