import type { ConsentProof, EventData, EventPerson } from '@relais/model';
import { sealOf } from '@relais/engine/consent';
import { sha256 } from '#digest';
import type { Expected } from '../core/log/differences.ts';
import type { EventRow, ReadEvent } from '../core/log/event.ts';
import type { Rebuild, RebuildContext, RebuildKind } from '../core/log/rebuild.ts';
import { ToldObjections } from './objections.ts';

/** Which proofs there are, with their digests, and which accesses are open, as the log says it. */
export const rebuildConsents: RebuildKind = (context) => Promise.resolve(new ConsentRebuild(context));

class ConsentRebuild implements Rebuild {
  readonly #context: RebuildContext;
  readonly #proofs = new Map<string, Expected>();
  readonly #accesses = new Map<string, Expected>();
  readonly #readings = new Map<string, Expected>();
  /** Whose proof names a reading. */
  readonly #readers = new Map<string, string>();
  readonly #told = new ToldObjections();
  readonly #objections = new Map<string, Expected>();
  /** The row with which those who object have begun to. */
  readonly #objecting = new Map<string, number>();
  /** That proofs name. */
  readonly #texts = new Set<string>();

  constructor(context: RebuildContext) {
    this.#context = context;
  }

  apply({ sequence, subject, at, actor, person }: EventRow, { type, data }: ReadEvent): void {
    switch (type) {
      case 'consent.recorded':
        this.#applyObjection(sequence, person, data);
        this.#proofs.set(subject, {
          hash: data.hash,
          code: data.code,
          decision: data.decision,
          method: data.method,
          confirmed_at: Date.parse(data.confirmedAt),
          received_at: at,
          actor,
        });
        return;
      case 'consent-access.opened':
        this.#accesses.set(subject, {
          code: data.code,
          opened_at: at,
          opened_by: actor,
          closed_at: null,
          closed_by: null,
        });
        return;
      case 'consent-access.closed':
        this.#accesses.set(subject, { ...this.#accesses.get(subject), closed_at: at, closed_by: data.proof });
        return;
      case 'consent-reading.created':
        this.#readings.set(subject, { created_at: at, read_at: null, wants_to_talk: 0 });
        return;
      case 'consent-reading.done': {
        const known = this.#readings.get(subject);
        const wants = data.wantsToTalk ? 1 : 0;
        this.#readings.set(subject, { ...known, read_at: known?.['read_at'] ?? at, wants_to_talk: wants });
        return;
      }
      // Of other subjects.
      default:
        return;
    }
  }

  #applyObjection(sequence: number, person: string | null, data: EventData<'consent.recorded'>): void {
    const { patient } = person === null ? {} : (JSON.parse(person) as EventPerson);
    const objects = patient === undefined ? undefined : this.#told.read(patient, data);
    if (patient === undefined || objects === undefined) return;
    const since = this.#objecting.get(patient);
    if (objects && since === undefined) {
      this.#objecting.set(patient, sequence);
      this.#objections.set(String(sequence), { patient, until: null });
    } else if (!objects && since !== undefined) {
      this.#objecting.delete(patient);
      this.#objections.set(String(since), { patient, until: sequence });
    }
  }

  async compare(): Promise<void> {
    const { db, structureId, found } = this.#context;
    await this.#compareObjections();
    await this.#compareProofs();
    const accesses = db.selectFrom('consent_access').selectAll().where('structure_id', '=', structureId);
    found.compareRows('consent_access', this.#accesses, await accesses.execute(), idOf);
    await this.#compareReadings();
    await this.#compareTexts();
  }

  /** By the rows of the log they began with: the pseudonym of whoever it is is not repeated. */
  async #compareObjections(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const stored = await db.selectFrom('reuse_objection').selectAll().where('structure_id', '=', structureId).execute();
    const rows = stored.map(({ patient, since, until }) => {
      const told = this.#objections.get(String(since));
      return { since, until, patient: sayWhether(told === undefined || told['patient'] === patient) };
    });
    for (const [id, expected] of this.#objections) this.#objections.set(id, { ...expected, patient: FITS });
    found.compareRows('reuse_objection', this.#objections, rows, ({ since }) => String(since));
  }

  async #compareReadings(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const readings = db.selectFrom('consent_reading').selectAll().where('structure_id', '=', structureId);
    const rows = (await readings.execute()).map((row) => ({
      ...row,
      decided_by: sayWhether(row.decided_by === (this.#readers.get(row.id) ?? null)),
    }));
    for (const [id, expected] of this.#readings) this.#readings.set(id, { ...expected, decided_by: FITS });
    found.compareRows('consent_reading', this.#readings, rows, idOf);
  }

  /**
   * What the log has kept is the digest: of the proof as it stands it is made again, and the columns beside must say what the proof says, or a
   * withdrawal would not be found under its patient. One drawing in memory at a time.
   */
  async #compareProofs(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const ofStructure = db.selectFrom('consent_proof').where('structure_id', '=', structureId);
    const rows = [];
    for (const { id } of await ofStructure.select('id').execute()) {
      const {
        proof: text,
        evidence,
        ...row
      } = await ofStructure.selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      const proof = JSON.parse(text) as ConsentProof;
      if (proof.text) this.#texts.add(proof.text.sha256);
      if (proof.readBeforehand) this.#readers.set(proof.readBeforehand.id, proof.patient.id);
      const drawn = evidence === null ? undefined : sha256(evidence);
      rows.push({
        ...row,
        hash: await hashOf(proof, row.hash),
        patient_id: sayWhether(row.patient_id === proof.patient.id),
        text_sha256: sayWhether(row.text_sha256 === (proof.text?.sha256 ?? null)),
        evidence: sayWhether(drawn === undefined || drawn === proof.evidence?.sha256),
      });
    }
    const fits = { patient_id: FITS, text_sha256: FITS, evidence: FITS };
    for (const [id, expected] of this.#proofs) this.#proofs.set(id, { ...expected, ...fits });
    found.compareRows('consent_proof', this.#proofs, rows, idOf);
  }

  /** A text is known by its digest, which proofs name: another text under it is seen, and that there is none. */
  async #compareTexts(): Promise<void> {
    const { db, structureId, found } = this.#context;
    const texts = await db.selectFrom('consent_text').selectAll().where('structure_id', '=', structureId).execute();
    for (const { sha256: digest, body } of texts) {
      found.compare('consent_text', digest, { sha256: digest }, { sha256: sha256(body) });
      this.#texts.delete(digest);
    }
    for (const digest of this.#texts) found.missing('consent_text', digest, { sha256: digest });
  }
}

const idOf = ({ id }: { readonly id: string }) => id;

async function hashOf({ seal, ...proof }: ConsentProof, stored: string): Promise<string> {
  const found = await sealOf(proof, (said) => sha256(said));
  return seal.hash === stored ? found.hash : stored;
}

const FITS = 'as the proof says';

/** What a row says of a person or of care is not told: only that it is not what the proof says. */
function sayWhether(fits: boolean): string {
  return fits ? FITS : 'not as the proof says';
}
