import { canonicalJson } from '../core/log/canonical.ts';
import type { Columns, Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';

/** Who may do what, which doctors there are and who is on duty, as the log says it. Names and contacts are not in it, and are not compared. */
export const rebuildPeople: RebuildKind = (context) => Promise.resolve(new PeopleRebuild(context));

class PeopleRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #professionals = new Map<string, Expected>();
  readonly #doctors = new Map<string, Expected>();
  readonly #duties = new Map<string, Expected>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ subject, at }: EventRow, { type, data }: ReadEvent): void {
    switch (type) {
      case 'professional.recorded':
        this.#professionals.set(subject, {
          profession: data.profession ?? null,
          roles: canonicalJson(data.roles),
          updated_at: at,
          ended_at: null,
        });
        return;
      case 'professional.ended':
        this.#professionals.set(subject, {
          ...this.#professionals.get(subject),
          roles: '[]',
          updated_at: at,
          ended_at: at,
        });
        return;
      case 'attending-doctor.recorded':
        this.#doctors.set(subject, { updated_at: at, ended_at: null });
        return;
      case 'attending-doctor.ended':
        this.#doctors.set(subject, { updated_at: at, ended_at: at });
        return;
      case 'duty.recorded':
        this.#duties.set(subject, {
          volunteer_id: data.volunteerId,
          practice_id: data.practiceId,
          service_date: data.serviceDate,
          start_time: data.start,
        });
        return;
      case 'duty.removed':
        this.#duties.delete(subject);
        return;
      // Of other subjects.
      default:
        return;
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const grants = await db.selectFrom('role_grant').selectAll().where('structure_id', '=', structureId).execute();
    const rolesOf = Map.groupBy(grants, ({ professional_id }) => professional_id);
    const professionals = await db
      .selectFrom('professional')
      .select(['id', 'profession', 'updated_at', 'ended_at'])
      .where('structure_id', '=', structureId)
      .execute();
    const known = professionals.map((row) => ({ ...row, roles: writeRoles(rolesOf.get(row.id) ?? []) }));
    found.compareRows('professional', this.#professionals, known, idOf, wholeRow);
    const doctors = db.selectFrom('attending_doctor').select(['id', 'updated_at', 'ended_at']);
    const doctorRows = await doctors.where('structure_id', '=', structureId).execute();
    found.compareRows('attending_doctor', this.#doctors, doctorRows, idOf, wholeRow);
    const duties = db.selectFrom('duty').select(['id', 'volunteer_id', 'practice_id', 'service_date', 'start_time']);
    const dutyRows = await duties.where('structure_id', '=', structureId).execute();
    found.compareRows('duty', this.#duties, dutyRows, idOf, wholeRow);
  }
}

const idOf = ({ id }: { readonly id: string }) => id;
/** Nothing of who they are was read. */
const wholeRow = (row: Columns) => row;

interface Granted {
  readonly role: string;
  readonly practice_id: string;
  readonly site_id: string;
}

/** As events write them. */
function writeRoles(granted: readonly Granted[]): string {
  const texts = granted.map(({ role, practice_id, site_id }) =>
    canonicalJson({
      role,
      ...(practice_id === '' ? {} : { practiceId: practice_id }),
      ...(site_id === '' ? {} : { siteId: site_id }),
    }),
  );
  return `[${texts.sort().join(',')}]`;
}
