import { topics } from '@relais/model';
import type { Topic } from '../core/live/topic.ts';
import { readEvent } from '../core/log/event.ts';
import type { EventRow } from '../core/log/event.ts';

/** Which waiting lists have changed. Everybody who may listen hears the same codes, and asks by their own right. */
export const waitingListsTopic: Topic = {
  contract: topics.waitingLists,

  follow: () => ({
    key: '',
    compose(_view, rows) {
      const changed = rows.flatMap(listsChangedBy);
      return changed.length > 0 ? { lists: [...new Set(changed)] } : undefined;
    },
  }),
};

/** Nothing for rows of other subjects. Settings that are put into force reset every stream by themselves. */
function listsChangedBy(row: EventRow): string[] {
  const event = readEvent(row);
  switch (event?.type) {
    case 'waiting-list.file-imported':
      return [row.subject];
    case 'waiting-entry.added':
    case 'waiting-entry.prioritised':
    case 'waiting-entry.left':
    case 'waiting-entry.returned':
    case 'waiting-entry.contact-added':
      return [event.data.list];
    case 'waiting-entry.moved':
      return [event.data.list, event.data.to];
    default:
      return [];
  }
}
