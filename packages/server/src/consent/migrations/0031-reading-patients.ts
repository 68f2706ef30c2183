import type { Kysely } from 'kysely';

interface Before {
  readonly consent_reading: { structure_id: string; id: string; decided_by: string | null };
  readonly consent_proof: { structure_id: string; patient_id: string; proof: string; received_at: number };
}

/** Whose decision a text that was read beforehand came before. Of proofs kept until now the first that names a reading says it. */
export async function addReadingPatients(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('consent_reading').addColumn('decided_by', 'text').execute();
  const before = db as unknown as Kysely<Before>;
  const proofs = await before
    .selectFrom('consent_proof')
    .select(['structure_id', 'patient_id', 'proof'])
    .where('proof', 'like', '%"readBeforehand"%')
    .orderBy('received_at')
    .execute();
  for (const { structure_id: structureId, patient_id: patientId, proof } of proofs) {
    const { readBeforehand } = JSON.parse(proof) as { readonly readBeforehand?: { readonly id: string } };
    if (!readBeforehand) continue;
    await before
      .updateTable('consent_reading')
      .set({ decided_by: patientId })
      .where('structure_id', '=', structureId)
      .where('id', '=', readBeforehand.id)
      .where('decided_by', 'is', null)
      .execute();
  }
}
