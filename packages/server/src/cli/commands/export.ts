import { balances } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../tables.ts';
import type { StructureRow } from '../../core/db/store.ts';
import { findHead } from '../../core/db/store.ts';
import { ledgerOptions, readLedger, toLedgerEntry } from '../../allocation/index.ts';
import { loadDocuments } from '../../core/documents.ts';
import { readEvents } from '../../core/view.ts';
import { territoryDocument } from '../../scheduling/index.ts';
import { only, readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { RefusedError } from '../terminal.ts';
import type { Command, Terminal } from '../terminal.ts';

const PAGE = 1000;

/** Everything a structure's figures are made of, and nobody's name: people's tables are not read at all. */
export const exportStructure: Command = {
  help: `relais export STRUCTURE

Prints JSON lines, as they are at one moment: {"kind": "structure"}, then "document" (all versions), "event" (the log, with its hashes),
"ledger-entry" and "account". There is nothing of patients in it, and the labels of volunteers are left out. The backend may be running.`,

  async run(args, terminal) {
    const structureId = only(readArguments(args, []).rest, 'STRUCTURE');
    await withStore(configure(terminal), { readOnly: true }, (store) =>
      store.snapshot(async (trx) => {
        const head = await findHead(trx, structureId);
        if (!head) throw new RefusedError(`There is no structure ${structureId}.`);
        await printHead(head, terminal);
        await printDocuments(trx, structureId, terminal);
        await printEvents(trx, structureId, terminal);
        await printLedger(trx, head, terminal);
      }),
    );
    return 0;
  },
};

function printLine(terminal: Terminal, kind: string, value: object): Promise<void> {
  return terminal.write(`${JSON.stringify({ kind, ...value })}\n`);
}

async function printHead({ structure_id: id, sequence, hash }: StructureRow, terminal: Terminal): Promise<void> {
  await printLine(terminal, 'structure', { id, sequence, hash });
}

async function printDocuments(db: Kysely<Database>, structureId: string, terminal: Terminal): Promise<void> {
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('structure_id', '=', structureId)
    .orderBy('kind')
    .orderBy('version')
    .execute();
  for (const { kind, version, imported_at: at, body } of rows) {
    const document = withoutNames(JSON.parse(body) as Record<string, unknown>);
    await printLine(terminal, 'document', { document: kind, version, importedAt: toInstant(at), body: document });
  }
}

/** Volunteers by id and profession: their labels are names. */
function withoutNames(document: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(document.volunteers)) return document;
  const volunteers = document.volunteers as { id: string; profession?: string }[];
  return { ...document, volunteers: volunteers.map(({ id, profession }) => ({ id, profession })) };
}

async function printEvents(db: Kysely<Database>, structureId: string, terminal: Terminal): Promise<void> {
  for (let after = 0; ;) {
    const rows = await readEvents(db, structureId, after, PAGE);
    for (const { sequence, at, actor, type, subject, data, person_digest: personDigest, hash } of rows) {
      await printLine(terminal, 'event', {
        sequence,
        at,
        actor,
        type,
        subject,
        data: JSON.parse(data) as unknown,
        ...(personDigest === null ? {} : { personDigest }),
        hash,
      });
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.sequence;
  }
}

async function printLedger(trx: Transaction<Database>, head: StructureRow, terminal: Terminal): Promise<void> {
  const structureId = head.structure_id;
  const rows = await trx
    .selectFrom('ledger_entry')
    .selectAll()
    .where('structure_id', '=', structureId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  for (const row of rows) await printLine(terminal, 'ledger-entry', { id: row.id, ...toLedgerEntry(row) });
  const territory = (await loadDocuments(trx, structureId)).of(territoryDocument);
  const ledger = await readLedger(trx, structureId, ledgerOptions(territory));
  for (const [practiceId, balance] of Object.entries(balances(ledger))) {
    await printLine(terminal, 'account', { practiceId, balance });
  }
}
