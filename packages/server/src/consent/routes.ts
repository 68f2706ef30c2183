import { instantLimits, operations, ProofId, toInstant } from '@relais/model';
import { actorOf } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { write } from '../core/write/write.ts';
import { listAccessLines, lookAt, openAccess } from './accesses.ts';
import { checkCode, sendCode } from './codes.ts';
import { readAfter } from '../core/http/paging.ts';
import { isKept, listRecords } from './proof-rows.ts';
import { listProofLines, recordConsent } from './proofs.ts';
import { figureSettingsDocument, rulesOf } from '../figure-rules/index.ts';
import { listRates, quarterBefore, quarterOf } from './rates.ts';
import type { Quarter } from './rates.ts';
import { createReading, finishReading, readReading } from './readings.ts';
import { consentTextsDocument } from './texts-document.ts';

export function consentRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    recordConsent: pipeline.writes(operations.recordConsent, ({ structureId, body: request, principal }, key) =>
      recordConsent(context, key, { structureId, request, actor: actorOf(principal) }),
    ),
    readPatientConsents: pipeline.reads(operations.readPatientConsents, async ({ structureId, params, principal }) => {
      const records = await listRecords(db, structureId, params.patient);
      const data = { proofs: records.length };
      await write(context, structureId, (writing) =>
        Promise.resolve(
          writing.record({ type: 'consent.read', subject: params.patient, actor: actorOf(principal), data }),
        ),
      );
      return { records };
    }),
    listConsents: pipeline.reads(operations.listConsents, ({ structureId, query }) =>
      listProofLines(db, structureId, readAfter(query)),
    ),
    readConsentRates: pipeline.reads(operations.readConsentRates, async ({ structureId, view, query }) => {
      const quarter = readQuarter(query, context.clock());
      const { smallestCell: fewest } = rulesOf(view.documents.of(figureSettingsDocument));
      const rates = await listRates(db, structureId, quarter, fewest);
      return { from: toInstant(quarter.from), to: toInstant(quarter.to), rates };
    }),
    checkConsent: pipeline.reads(operations.checkConsent, async ({ structureId, params, query }) => {
      // What can be no proof's id is a misreading, and no answer about a proof.
      if (!ProofId.safeParse(params.proof).success) throw new ProblemError('not-found');
      return { known: await isKept(db, structureId, params.proof, query.get('hash') ?? '') };
    }),
    openConsentAccess: pipeline.writes(operations.openConsentAccess, ({ structureId, body: request, principal }, key) =>
      openAccess(context, key, { structureId, request, actor: actorOf(principal) }),
    ),
    readConsentAccess: pipeline.reads(operations.readConsentAccess, ({ structureId, params, principal }) =>
      lookAt(context, { structureId, id: params.access, actor: actorOf(principal) }),
    ),
    listConsentAccesses: pipeline.reads(operations.listConsentAccesses, ({ structureId, query }) =>
      listAccessLines(db, structureId, readAfter(query)),
    ),
    createConsentReading: pipeline.writes(
      operations.createConsentReading,
      ({ structureId, body: request, principal }, key) =>
        createReading(context, key, { structureId, request, actor: actorOf(principal) }),
    ),
    readConsentReading: pipeline.reads(operations.readConsentReading, ({ structureId, params, view, principal }) =>
      readReading(context, structureId, params.reading, {
        texts: view.documents.of(consentTextsDocument) ?? [],
        isReader: principal.kind === 'link',
      }),
    ),
    finishConsentReading: pipeline.writes(
      operations.finishConsentReading,
      ({ structureId, params, body, principal }, key) =>
        finishReading(context, key, {
          structureId,
          id: params.reading,
          wantsToTalk: body.wantsToTalk ?? false,
          actor: actorOf(principal),
        }),
    ),
    sendConsentCode: pipeline.writes(operations.sendConsentCode, ({ structureId, body: request, principal }, key) =>
      sendCode(context, key, { structureId, request, actor: actorOf(principal) }),
    ),
    checkConsentCode: pipeline.writes(operations.checkConsentCode, ({ structureId, params, body, principal }, key) =>
      checkCode(context, key, { structureId, id: params.code, digits: body.digits, actor: actorOf(principal) }),
    ),
    readConsentTexts: pipeline.reads(
      operations.readConsentTexts,
      ({ view }) => {
        const texts = view.documents.of(consentTextsDocument);
        if (!texts) throw new ProblemError('not-found');
        return { formatVersion: 'relais-consent-texts/1' as const, texts: [...texts] };
      },
      tagOf(consentTextsDocument),
    ),
    importConsentTexts: pipeline.writes(operations.importConsentTexts, importing(context, consentTextsDocument)),
  };
}

/** A calendar quarter of UTC that is over: without one, the last. */
function readQuarter(query: URLSearchParams, now: number): Quarter {
  const text = query.get('quarter');
  const quarter = text === null ? quarterBefore(now) : quarterOf(text);
  if (quarter && quarter.from >= instantLimits.earliest && quarter.to <= now) return quarter;
  throw invalid({ path: 'quarter', message: 'is not a quarter that is over', accepted: 'YYYY-Q1 to YYYY-Q4' });
}
