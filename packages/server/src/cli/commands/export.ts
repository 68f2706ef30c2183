import { balances } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { Protocol } from '@relais/model';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../../tables.ts';
import type { StructureRow } from '../../core/db/store.ts';
import { findHead } from '../../core/db/store.ts';
import { ledgerOptions, readLedger, toLedgerCorrection, toLedgerEntry } from '../../allocation/index.ts';
import { loadDocuments } from '../../core/documents.ts';
import { readEvents } from '../../core/view.ts';
import { territoryDocument } from '../../scheduling/index.ts';
import { ArchiveTooLargeError } from '../../core/print/archive.ts';
import { isShownAsSealed, readExportedFile, verifyExportedFile } from '../../export-file/index.ts';
import type { ExportedFile } from '../../export-file/index.ts';
import { createSecrets } from '../../core/secrets.ts';
import { readSecret } from '../../core/secret-file.ts';
import { nothing, only, readArguments } from '../arguments.ts';
import { configure, withStore } from '../backend.ts';
import { readBytesFile } from '../json-file.ts';
import { RefusedError, writeJson } from '../terminal.ts';
import type { Command, ExitCode, Terminal } from '../terminal.ts';

const PAGE = 1000;

/** Everything a structure's figures are made of, and nobody's name: people's tables are not read at all. */
export const exportStructure: Command = {
  help: `relais export STRUCTURE
relais export --verify FILE

Prints JSON lines, as they are at one moment: {"kind": "structure"}, then "document" (all versions), "event" (the log, with its hashes),
"protocol" (all versions), "ledger-entry", "ledger-correction" and "account". There is nothing of patients in it; the labels of volunteers, the names of
those who signed in a protocol and the reasons of corrections are left out. The backend may be running.

With --verify nothing is printed but whether the figures of a file that was exported, as JSON, CSV, XLSX, FHIR or PDF, are right: sealed here, in the log as it
is, and the same when they are counted anew from it. Of an activity report (DOCX), completed since or not, the tables and sentences with figures are compared
with what was sealed, and its actions with the log. Ends with 1 when anything is not.`,

  async run(args, terminal) {
    const { options, rest } = readArguments(args, ['verify']);
    if (options.verify !== undefined) {
      nothing(rest);
      return verifyFile(options.verify, terminal);
    }
    const structureId = only(rest, 'STRUCTURE');
    await withStore(configure(terminal), { readOnly: true }, (store) =>
      store.snapshot(async (trx) => {
        const head = await findHead(trx, structureId);
        if (!head) throw new RefusedError(`There is no structure ${structureId}.`);
        await printHead(head, terminal);
        await printDocuments(trx, structureId, terminal);
        await printEvents(trx, structureId, terminal);
        await printProtocols(trx, structureId, terminal);
        await printLedger(trx, head, terminal);
      }),
    );
    return 0;
  },
};

async function verifyFile(path: string, terminal: Terminal): Promise<ExitCode> {
  const file = readFile(path, await readBytesFile(path, terminal));
  const exportId = file.exports[0]?.exportId;
  const config = configure(terminal);
  const secrets = createSecrets(readSecret(config));
  const isIntact = isShownAsSealed(secrets, file);
  const verified = await withStore(config, { readOnly: true }, (store) =>
    store.snapshot((trx) => verifyExportedFile(trx, secrets, file)),
  );
  const ok = isIntact && verified.every((one) => one.ok);
  const sealed = verified.every((one) => one.sealed);
  const inLog = verified.every((one) => one.inLog);
  const differing = [...new Set(verified.flatMap((one) => one.differing))];
  await writeJson(terminal, { ok, sealed, inLog, differing, isIntact, ...(exportId !== undefined && { exportId }) });
  for (const said of isIntact ? [] : seenOtherwise(file)) terminal.say(said);
  if (!sealed) terminal.say('It was not sealed here, or something of it was changed.');
  if (!inLog) terminal.say('The log is not the one it was made from.');
  for (const id of differing) terminal.say(`${id} is not what the log gives.`);
  return ok ? 0 : 1;
}

/** @throws {RefusedError} */
function readFile(path: string, bytes: Uint8Array): ExportedFile {
  try {
    const file = readExportedFile(bytes);
    if (file) return file;
  } catch (error) {
    if (!(error instanceof ArchiveTooLargeError)) throw error;
    throw new RefusedError(`${path} unpacks to more than any file that is made here.`, { cause: error });
  }
  throw new RefusedError(
    `${path} is not an export of figures (JSON, CSV, XLSX, FHIR, PDF) nor an activity report, or another program has taken out what was sealed in it.`,
  );
}

function seenOtherwise({ kind, missing, added }: ExportedFile): string[] {
  if (kind === 'pdf') return ['The document is not as it was sealed, or another program has saved it.'];
  if (missing.length + added.length === 0)
    return ['What is seen in the table is not what was sealed, or another program has saved it.'];
  return [
    ...missing.map((row) => `Sealed, and not in the document as it is: ${row}`),
    ...added.map((row) => `In the document, and not sealed: ${row}`),
  ];
}

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

async function printProtocols(db: Kysely<Database>, structureId: string, terminal: Terminal): Promise<void> {
  const rows = db.selectFrom('protocol_version').selectAll().where('structure_id', '=', structureId);
  for (const row of await rows.orderBy('number').execute()) {
    const { protocol_id: protocol, version, sha256, imported_at: at, body } = row;
    const text = withoutSigners(JSON.parse(body) as Protocol);
    await printLine(terminal, 'protocol', { protocol, version, sha256, importedAt: toInstant(at), body: text });
  }
}

/** A rule that somebody has signed for says when, and not who. */
function withoutSigners({ responsible: _, mode: { kind: mode }, rules, ...others }: Protocol): object {
  return {
    ...others,
    mode,
    rules: rules.map(({ signed, ...rule }) => ({ ...rule, ...(signed && { signedOn: signed.on }) })),
  };
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
  const corrections = await trx
    .selectFrom('ledger_correction')
    .selectAll()
    .where('structure_id', '=', structureId)
    .orderBy('at')
    .orderBy('id')
    .execute();
  for (const row of corrections) {
    await printLine(terminal, 'ledger-correction', { id: row.id, ...toLedgerCorrection(row) });
  }
  const territory = (await loadDocuments(trx, structureId)).of(territoryDocument);
  const ledger = await readLedger(trx, structureId, ledgerOptions(territory));
  for (const [practiceId, balance] of Object.entries(balances(ledger))) {
    await printLine(terminal, 'account', { practiceId, balance });
  }
}
