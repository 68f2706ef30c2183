import { checkSlot } from '@relais/engine';
import { topics, toInstant } from '@relais/model';
import type { AvailabilityMessage } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Topic } from '../core/live/topic.ts';
import type { StructureView } from '../core/view.ts';
import { occupiedSeats } from './occupied.ts';
import { readSeatChange } from './seat-events.ts';
import type { SeatEntry } from './seat-events.ts';
import { readSearch } from './search.ts';
import type { SlotSearch } from './slot-list.ts';
import { territoryDocument } from './territory-document.ts';

/** What is left of the slots that changed, as far as a reader may see them. */
export const availabilityTopic: Topic = {
  contract: topics.availability,

  follow(context, call) {
    const search = readSearch(call);
    return {
      key: JSON.stringify([search.audience, search.label]),
      compose(view, rows) {
        const changed = rows.map(readSeatChange).flatMap(({ freed, taken }) => [freed, taken]);
        const slots = countLeft(
          context,
          view,
          changed.filter((seat) => seat !== undefined),
          search,
        );
        return slots.length > 0 ? { slots } : undefined;
      },
    };
  },
};

/** What is left of each changed slot; those that this search does not show are left out. */
function countLeft(
  context: ServiceContext,
  view: StructureView,
  changed: readonly SeatEntry[],
  search: Pick<SlotSearch, 'audience' | 'label'>,
): AvailabilityMessage['slots'] {
  const territory = view.documents.of(territoryDocument);
  if (!territory) return [];
  const now = ruleTime(context.clock());
  const criteria = { ...search, now, occupancy: view.of(occupiedSeats).taken(now) };
  const keys = new Map(changed.map(({ practiceId, startMs }) => [`${practiceId}|${startMs}`, { practiceId, startMs }]));
  return [...keys.values()].flatMap(({ practiceId, startMs }) => {
    const check = checkSlot(territory, { practiceId, start: startMs }, criteria);
    if (!check.ok && check.reason === 'unknown') return [];
    return [{ practiceId, start: toInstant(startMs), remaining: check.ok ? check.slot.remaining : 0 }];
  });
}
