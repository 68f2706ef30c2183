import { toInstant } from '@relais/model';
import type { RetentionErased } from '@relais/model';
import type { Kysely } from 'kysely';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { write } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { retentionDocument } from './settings-document.ts';

const DAY_MS = 86_400_000;
/** At once, so that nobody who books waits for it. */
const BATCH = 500;

type Kind = RetentionErased['kind'];

/** Of one kind: which rows are past their time and not erased yet, and what of them goes. Columns that must hold something hold nothing to be read. */
interface Erasure {
  readonly due: (db: Kysely<Database>, structureId: string, before: number) => Promise<string[]>;
  readonly erase: (trx: Kysely<Database>, structureId: string, ids: readonly string[], at: number) => Promise<unknown>;
}

const erasures: Readonly<Record<Kind, Erasure>> = {
  callbacks: {
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('callback')
          .select('id')
          .where('structure_id', '=', structureId)
          .where('status', '=', 'closed')
          .where('closed_at', '<', before)
          .where('phone', '!=', '')
          .limit(BATCH),
      ),
    erase: (trx, structureId, ids) =>
      trx
        .updateTable('callback')
        .set({
          ...{ phone: '', address: null, family_name: null, given_name: null, birth_date: null },
          ...{ email: null, note: null, patient_id: null, reachable: null, wants: null },
          ...{ doctor_id: null, doctor_token_hash: null },
        })
        .where('structure_id', '=', structureId)
        .where('id', 'in', ids)
        .execute(),
  },
  intakes: {
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('intake')
          .select('id')
          .where('structure_id', '=', structureId)
          .where('created_at', '<', before)
          .where('phone', '!=', '')
          .limit(BATCH),
      ),
    erase: (trx, structureId, ids) =>
      trx
        .updateTable('intake')
        .set({
          ...{ phone: '', address: null, family_name: null, given_name: null, birth_date: null },
          ...{ checklist_yes: null, answers: null, regulated_number: null, patient_id: null },
        })
        .where('structure_id', '=', structureId)
        .where('id', 'in', ids)
        .execute(),
  },
  bookings: {
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('booking')
          .select('id')
          .where('structure_id', '=', structureId)
          .where('end_at', '<', before)
          .where('phone', '!=', '')
          .limit(BATCH),
      ),
    erase: async (trx, structureId, ids) => {
      await trx
        .updateTable('booking')
        .set({
          family_name: '',
          given_name: '',
          birth_date: '',
          phone: '',
          email: null,
          person_key: '',
          change_note: null,
        })
        .where('structure_id', '=', structureId)
        .where('id', 'in', ids)
        .execute();
      await trx
        .updateTable('checklist_run')
        .set({ yes: '[]' })
        .where('structure_id', '=', structureId)
        .where('booking_id', 'in', ids)
        .execute();
    },
  },
  visits: {
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('visit')
          .select('id')
          .where('structure_id', '=', structureId)
          .where('updated_at', '<', before)
          .where((is) =>
            is.or([is('family_name', 'is not', null), is('treatments', 'is not', null), is('history', 'is not', null)]),
          )
          .limit(BATCH),
      ),
    erase: (trx, structureId, ids) =>
      trx
        .updateTable('visit')
        .set({
          ...{ family_name: null, given_name: null, birth_date: null, phone: null, patient_id: null },
          ...{ treatments: null, history: null },
        })
        .where('structure_id', '=', structureId)
        .where('id', 'in', ids)
        .execute(),
  },
  waitingEntries: {
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('waiting_entry')
          .select('id')
          .where('structure_id', '=', structureId)
          .where('status', '=', 'left')
          .where('left_at', '<', before)
          .where('person_key', '!=', '')
          .limit(BATCH),
      ),
    erase: (trx, structureId, ids) =>
      trx
        .updateTable('waiting_entry')
        .set({
          ...{ family_name: null, given_name: null, birth_date: null, phone: null, email: null, person_key: '' },
          ...{ later_phone: null, later_email: null },
          ...{ long_term_illness: 'unknown', fragile: 'unknown' },
        })
        .where('structure_id', '=', structureId)
        .where('id', 'in', ids)
        .execute(),
  },
  photographs: {
    // Named by their runs, which stay.
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('run')
          .select('run.id as id')
          .where('run.structure_id', '=', structureId)
          .where('run.ended_at', '<', before)
          .where((is) =>
            is.exists(
              is
                .selectFrom('run_photograph')
                .select('run_photograph.id')
                .whereRef('run_photograph.structure_id', '=', 'run.structure_id')
                .whereRef('run_photograph.run_id', '=', 'run.id')
                .where('run_photograph.picture', 'is not', null),
            ),
          )
          .limit(BATCH),
      ),
    erase: (trx, structureId, ids) =>
      trx
        .updateTable('run_photograph')
        .set({ picture: null, description: '' })
        .where('structure_id', '=', structureId)
        .where('run_id', 'in', ids)
        .execute(),
  },
  dutyCalls: {
    // No answer is taken after its last day, whether somebody has closed it before or not. What was given stands among the duties.
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('duty_call')
          .select('id')
          .where('structure_id', '=', structureId)
          .where('closes_at', '<', before)
          .where('erased_at', 'is', null)
          .limit(BATCH),
      ),
    erase: async (trx, structureId, ids, at) => {
      await trx
        .updateTable('duty_call')
        .set({ word: null, erased_at: at })
        .where('structure_id', '=', structureId)
        .where('id', 'in', ids)
        .execute();
      await trx
        .deleteFrom('duty_call_asked')
        .where('structure_id', '=', structureId)
        .where('call_id', 'in', ids)
        .execute();
    },
  },
  patients: {
    // Whoever still has a booking or a call-back that names them is known for its sake.
    due: (db, structureId, before) =>
      idsOf(
        db
          .selectFrom('patient')
          .select('patient.id as id')
          .where('patient.structure_id', '=', structureId)
          .where('patient.updated_at', '<', before)
          .where('patient.phone', '!=', '')
          .where((is) =>
            is.not(
              is.exists(
                is
                  .selectFrom('booking')
                  .select('booking.id')
                  .whereRef('booking.structure_id', '=', 'patient.structure_id')
                  .whereRef('booking.patient_id', '=', 'patient.id')
                  .where('booking.phone', '!=', ''),
              ),
            ),
          )
          .where((is) =>
            is.not(
              is.exists(
                is
                  .selectFrom('callback')
                  .select('callback.id')
                  .whereRef('callback.structure_id', '=', 'patient.structure_id')
                  .whereRef('callback.patient_id', '=', 'patient.id'),
              ),
            ),
          )
          .where((is) =>
            is.not(
              is.exists(
                is
                  .selectFrom('intake')
                  .select('intake.id')
                  .whereRef('intake.structure_id', '=', 'patient.structure_id')
                  .whereRef('intake.patient_id', '=', 'patient.id'),
              ),
            ),
          )
          .where((is) =>
            is.not(
              is.exists(
                is
                  .selectFrom('visit')
                  .select('visit.id')
                  .whereRef('visit.structure_id', '=', 'patient.structure_id')
                  .whereRef('visit.patient_id', '=', 'patient.id')
                  .where('visit.family_name', 'is not', null),
              ),
            ),
          )
          .limit(BATCH),
      ),
    erase: (trx, structureId, ids) =>
      trx
        .updateTable('patient')
        .set({ family_name: '', given_name: '', birth_date: '', phone: '', email: null, person_key: '' })
        .where('structure_id', '=', structureId)
        .where('id', 'in', ids)
        .execute(),
  },
};

async function idsOf(query: { execute(): Promise<readonly { readonly id: string }[]> }): Promise<string[]> {
  return (await query.execute()).map(({ id }) => id);
}

/** Erases in every structure what is past its time, and says so in the log: how much of what, and nothing of it. */
export async function eraseWhatIsDue(context: ServiceContext): Promise<void> {
  const structures = await context.store.db.selectFrom('structure').select('structure_id').execute();
  for (const { structure_id: structureId } of structures) {
    const rules = (await context.views.read(structureId))?.documents.of(retentionDocument);
    if (!rules) continue;
    const { callbacks, intakes, bookings, waitingEntries, photographs, dutyCalls } = rules;
    const days: Readonly<Record<Kind, number | undefined>> = {
      ...{ callbacks, intakes, bookings, waitingEntries, photographs, dutyCalls },
      visits: bookings,
      patients: bookings,
    };
    for (const [kind, kept] of Object.entries(days) as [Kind, number | undefined][]) {
      if (kept === undefined) continue;
      const before = ruleTime(context.clock()) - kept * DAY_MS;
      while (await eraseBatch(context, structureId, kind, before));
    }
  }
}

/** Looked at without the lock; whether anything was erased. */
async function eraseBatch(context: ServiceContext, structureId: string, kind: Kind, before: number): Promise<boolean> {
  const erasure = erasures[kind];
  if ((await erasure.due(context.store.db, structureId, before)).length === 0) return false;
  return write(context, structureId, async (writing: Writing) => {
    const ids = await erasure.due(writing.trx, structureId, before);
    if (ids.length === 0) return false;
    await erasure.erase(writing.trx, structureId, ids, writing.at);
    const data = { kind, count: ids.length, before: toInstant(before) };
    writing.record({ type: 'retention.erased', subject: structureId, actor: SYSTEM_ACTOR, data });
    return true;
  });
}
