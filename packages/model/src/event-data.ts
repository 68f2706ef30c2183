import type * as z from 'zod/mini';
import { bookingEvents } from './booking/index.ts';
import { checklistEvents } from './checklist/index.ts';
import { peopleEvents } from './people/index.ts';
import { schedulingEvents } from './scheduling/index.ts';
import { structureEvents } from './structure/index.ts';

/**
 * What a row of the log says, by its type. A row holds ids, instants, ledger weights and coded values
 * of closed lists; never a name, a contact, a free text or an answer. A member
 * that is added later is optional, because no row is ever written anew.
 */
export const eventData = {
  ...structureEvents,
  ...schedulingEvents,
  ...checklistEvents,
  ...peopleEvents,
  ...bookingEvents,
} as const satisfies Record<string, z.ZodMiniType>;

/** Kinds of rows in the log. */
export type EventType = keyof typeof eventData;

export type EventData<Type extends EventType> = z.infer<(typeof eventData)[Type]>;
