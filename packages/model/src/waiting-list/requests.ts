import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';
import { CallbackId } from '../desk/index.ts';
import { Email, PersonName, Phone } from '../people/index.ts';
import { Flag, ImportColumn } from './entries.ts';

const Code = z.string().check(z.minLength(1), z.maxLength(80));
const Named = {
  familyName: PersonName,
  givenName: PersonName,
  birthDate: PlainDate,
  phone: Phone,
  email: z.optional(Email),
};
const Stratum = { longTermIllness: z.optional(Flag), fragile: z.optional(Flag) };

/** `POST …/waiting-lists/{list}/entries`. */
export const NewWaitingEntry = Exactly({ id: CallbackId, ...Named, ...Stratum, priority: Code });
export type NewWaitingEntry = z.infer<typeof NewWaitingEntry>;

/** `POST …/waiting-lists/{list}/inscriptions`: somebody writes herself, or a person she cares for, on a list. */
export const Inscription = Exactly({ id: CallbackId, by: z.enum(['patient', 'carer', 'dac', 'cpam']), ...Named });
export type Inscription = z.infer<typeof Inscription>;

const On = { revision: z.int() };

/** `POST …/waiting-entries/{entry}/actions`. */
export const EntryAction = z.discriminatedUnion('kind', [
  Exactly({ ...On, kind: z.literal('leave'), outcome: Code }),
  Exactly({ ...On, kind: z.literal('prioritise'), priority: Code }),
  /** Undoes `leave`. */
  Exactly({ ...On, kind: z.literal('return') }),
]);
export type EntryAction = z.infer<typeof EntryAction>;

/** How many waited as it was decided: nobody is taken off who was not counted. */
const Counted = { waiting: z.int().check(z.minimum(1)) };

/** `POST …/waiting-lists/{list}/clearance`: what becomes of everybody who waits on a closed list. */
export const ClearanceRequest = z.discriminatedUnion('kind', [
  Exactly({ ...Counted, kind: z.literal('leave'), outcome: Code }),
  /** To another list of the structure, with one of its priorities. */
  Exactly({ ...Counted, kind: z.literal('move'), list: Code, priority: Code }),
]);
export type ClearanceRequest = z.infer<typeof ClearanceRequest>;

const Cell = z.string().check(z.maxLength(300));

/** A line of a file as it is written there, by what its columns are. `row`: its number in the file. */
export const ImportRow = z.object({
  row: z.int().check(z.minimum(1), z.maximum(10_000_000)),
  cells: z.partialRecord(ImportColumn, Cell),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** `POST …/waiting-lists/{list}/imports`. `priority`: of lines that name none. */
export const ImportRequest = Exactly({
  priority: Code,
  rows: z.array(ImportRow).check(z.minLength(1), z.maxLength(10_000)),
});
export type ImportRequest = z.infer<typeof ImportRequest>;
