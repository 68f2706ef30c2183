import { dimensionsOf, findIndicator } from '@relais/engine/indicators';
import { measureBundle } from '@relais/engine/indicators/files';
import type { MeasureBundle } from '@relais/engine/indicators/files';
import type { ExportCheck, ExportFigures, FigureExport, FigureQuery, WriteMeasures } from '@relais/model';
import { sha256 } from '#digest';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { FIRST_HASH } from '../core/log/event.ts';
import { sealPdf } from '../core/print/sealed-pdf.ts';
import type { SealedPdf } from '../core/print/sealed-pdf.ts';
import { isSame } from '../core/secrets.ts';
import type { Secrets } from '../core/secrets.ts';
import type { StructureView } from '../core/view.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import { answer, figuresNow } from './answers.ts';
import type { Moment } from './answers.ts';
import { judged } from './query.ts';

interface ExportCommand {
  readonly view: StructureView;
  readonly actor: string;
  readonly query: FigureQuery;
  readonly exportId: string;
}

/** Figures to be handed on. They are computed before the structure is locked: nobody who books waits for them. */
export async function exportFigures(
  context: ServiceContext,
  key: IdempotentRequest,
  {
    view,
    actor,
    asked: { exportId: begun, ...asked },
  }: Omit<ExportCommand, 'query' | 'exportId'> & { readonly asked: ExportFigures },
): Promise<Answer> {
  if (begun !== undefined)
    await judgeBegun(context.store.db, { structureId: view.structureId, actor, exportId: begun });
  const exportId = begun ?? createId(context.random);
  const moment = await figuresNow(context, view);
  const body = sealFigures(context, moment, {
    view,
    actor,
    query: judged(asked, moment.today, moment.figures.rules),
    exportId,
  });
  const { seal: _, ...content } = body;
  const { query, freshness } = content;
  return writeOnce(context, view.structureId, key, (writing) =>
    Promise.resolve(() => {
      writing.record({
        type: 'figures.exported',
        subject: exportId,
        actor,
        data: {
          indicators: content.definitions.map(({ id, version }) => ({ id, version })),
          from: query.from,
          to: query.to,
          dimensions: [...dimensionsOf(query)],
          sequence: freshness.sequence,
          sha256: sha256(canonicalJson(content)),
        },
      });
      return Promise.resolve({ body: { ...body } });
    }),
  );
}

/** An export goes on for whoever has begun it, and nobody else. @throws {ProblemError} `invalid-request` */
async function judgeBegun(
  db: Kysely<Database>,
  { structureId, actor, exportId }: { readonly structureId: string; readonly actor: string; readonly exportId: string },
): Promise<void> {
  const begun = await db
    .selectFrom('event')
    .select('sequence')
    .where('structure_id', '=', structureId)
    .where('type', '=', 'figures.exported')
    .where('subject', '=', exportId)
    .where('actor', '=', actor)
    .executeTakeFirst();
  if (begun) return;
  throw invalid({
    path: 'exportId',
    message: 'is of no export that you have begun',
    accepted: 'exportId of an answer before, or none',
  });
}

/** Figures of one moment as they are handed on. */
export function sealFigures(
  context: ServiceContext,
  moment: Moment,
  { view, actor, query, exportId }: ExportCommand,
): FigureExport {
  const { figures, freshness } = answer(moment, query);
  const content = {
    ...({
      kind: 'relais-figures',
      format: 1,
      structure: view.structureId,
      exportId,
      author: actor,
      at: freshness.at,
    } as const),
    structureName: context.describe(view, 'fr').name,
    ...{ freshness, rules: moment.figures.rules, query, figures },
    definitions: query.indicators.map((id) => findIndicator(id)!.definition),
  };
  return { ...content, seal: sealOf(context.secrets, content) };
}

/** Whether an export was made here, and whether the log is still the one that it was made from. */
export async function checkExport(
  db: Kysely<Database>,
  secrets: Secrets,
  structureId: string,
  file: FigureExport,
): Promise<ExportCheck> {
  const sealed = isSealed(secrets, structureId, file);
  const { sequence, hash } = file.freshness;
  const row = await db
    .selectFrom('event')
    .select('hash')
    .where('structure_id', '=', structureId)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  return { sealed, inLog: (sequence === 0 ? FIRST_HASH : row?.hash) === hash };
}

/** Exports as FHIR has figures. @throws {ProblemError} `invalid-request` for one that was not made here, or was changed */
export function writeMeasures(
  secrets: Secrets,
  structureId: string,
  { exports, language }: WriteMeasures,
): MeasureBundle {
  judgeSealed(secrets, structureId, exports);
  return measureBundle(exports, language);
}

/** @throws {ProblemError} `invalid-request` for one that was not made here, or was changed */
export function judgeSealed(secrets: Secrets, structureId: string, exports: readonly FigureExport[]): void {
  const faults = exports.flatMap(({ seal, ...content }, index) =>
    isSealed(secrets, structureId, { seal, ...content })
      ? []
      : [
          {
            path: `exports[${index}].seal`,
            message: 'is not of this export',
            accepted: 'an export as it was made here',
          },
        ],
  );
  if (faults.length > 0) throw invalid(...faults);
}

/** Puts a seal over all of a document of figures into it. */
export function sealDocument(secrets: Secrets, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return sealPdf(bytes, (content) => documentSealOf(secrets, content));
}

/** Whether a document of figures was made here and is as it was, to the last byte. */
export function isDocumentSealed(secrets: Secrets, { seal, content }: Pick<SealedPdf, 'seal' | 'content'>): boolean {
  return seal !== undefined && isSame(seal, documentSealOf(secrets, content));
}

function documentSealOf(secrets: Secrets, content: string): string {
  return secrets.pseudonym('figure-document', sha256(content));
}

function isSealed(secrets: Secrets, structureId: string, { seal, ...content }: FigureExport): boolean {
  return content.structure === structureId && isSame(seal, sealOf(secrets, content));
}

function sealOf(secrets: Secrets, content: Omit<FigureExport, 'seal'>): string {
  return secrets.pseudonym('figure-export', canonicalJson(content));
}
