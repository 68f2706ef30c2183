import * as z from 'zod/mini';
import { DocumentImported } from '../core/document.ts';
import { Instant } from '../core/instant.ts';
import { EntrySource } from './entries.ts';
import { ListRule } from './settings.ts';

// Codes and instants: never a name, a number or a note.

export const EntryAdded = z.object({
  list: z.string(),
  priority: z.string(),
  source: EntrySource,
  addedAt: Instant,
  /** The run or the request whose end put them there. */
  from: z.optional(z.string()),
  listRule: z.optional(ListRule),
});
export const EntryPrioritised = z.object({ list: z.string(), priority: z.string() });
export const EntryLeft = z.object({ list: z.string(), outcome: z.string() });
/** From a list that is closed to another one. */
export const EntryMoved = z.object({ list: z.string(), to: z.string(), priority: z.string() });
export const EntryReturned = z.object({ list: z.string() });
export const EntryContactAdded = z.object({ list: z.string() });
export const ListFileImported = z.object({ taken: z.int(), refused: z.int() });

export const waitingListEvents = {
  'waiting-lists.imported': DocumentImported,
  'waiting-entry.added': EntryAdded,
  'waiting-entry.prioritised': EntryPrioritised,
  'waiting-entry.left': EntryLeft,
  'waiting-entry.moved': EntryMoved,
  'waiting-entry.returned': EntryReturned,
  'waiting-entry.contact-added': EntryContactAdded,
  /** Its subject is the list. */
  'waiting-list.file-imported': ListFileImported,
} as const;
