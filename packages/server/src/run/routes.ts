import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { writeOnce } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { listRunAccesses } from './accesses.ts';
import { decideAnalysis, decideDeclaration, listAdverseEvents } from './adverse-events.ts';
import { decideAcknowledgement, decideAnswer } from './alerts.ts';
import { decideComment } from './comments.ts';
import { decideEnd } from './end.ts';
import { decideNonInclusion } from './non-inclusions.ts';
import { readPatientFile } from './patient-file.ts';
import { decideAttachment, decideRemoval } from './photographs.ts';
import { carerOf } from './policy.ts';
import { decideCountersignature, listRuns, readRun } from './read.ts';
import { decideReview } from './reviews.ts';
import { decideSatisfaction } from './satisfaction.ts';
import { saveOnce } from './save.ts';
import { readPhotograph } from './see-photograph.ts';
import { decideStart } from './start.ts';

export function runRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    startRun: pipeline.writes(operations.startRun, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideStart(context, body, carerOf(principal))),
    ),
    recordNonInclusion: pipeline.writes(operations.recordNonInclusion, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideNonInclusion(body, carerOf(principal))),
    ),
    listRuns: pipeline.reads(operations.listRuns, async ({ structureId, view, principal }) => {
      const now = context.clock();
      const day = todayIn(view.documents, now);
      const list = await listRuns(db, { structureId, day, now, carer: carerOf(principal) });
      return { sequence: view.sequence, ...list };
    }),
    readRun: pipeline.reads(operations.readRun, ({ structureId, params, principal }) =>
      readRun(context, { structureId, runId: params.run, carer: carerOf(principal) }),
    ),
    saveRunAnswers: pipeline.writes(operations.saveRunAnswers, ({ structureId, params, body, principal }, key) =>
      saveOnce(context, key, { structureId, runId: params.run, request: body, carer: carerOf(principal) }),
    ),
    acknowledgeAlert: pipeline.writes(operations.acknowledgeAlert, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideAcknowledgement(params.run, body, carerOf(principal))),
    ),
    answerAlert: pipeline.writes(operations.answerAlert, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideAnswer(params.run, body, carerOf(principal))),
    ),
    endRun: pipeline.writes(operations.endRun, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideEnd(context, params.run, body, carerOf(principal))),
    ),
    countersignRuns: pipeline.writes(operations.countersignRuns, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideCountersignature(body.runs, carerOf(principal))),
    ),
    commentRun: pipeline.writes(operations.commentRun, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideComment(params.run, body, carerOf(principal))),
    ),
    attachPhotograph: pipeline.writes(operations.attachPhotograph, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideAttachment(params.run, body, carerOf(principal))),
    ),
    readPhotograph: pipeline.reads(operations.readPhotograph, ({ structureId, params, principal }) =>
      readPhotograph(context, params.photograph, { structureId, runId: params.run, carer: carerOf(principal) }),
    ),
    removePhotograph: pipeline.writes(operations.removePhotograph, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, decideRemoval(params.run, params.photograph, carerOf(principal))),
    ),
    readPatientFile: pipeline.reads(operations.readPatientFile, (call) =>
      readPatientFile(context, call.params.patient, call),
    ),
    reviewRun: pipeline.writes(operations.reviewRun, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideReview(params.run, body, carerOf(principal))),
    ),
    stateSatisfaction: pipeline.writes(operations.stateSatisfaction, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideSatisfaction(context, body, carerOf(principal))),
    ),
    listRunAccesses: pipeline.reads(operations.listRunAccesses, ({ structureId, query }) =>
      listRunAccesses(db, structureId, query.get('before') ?? undefined),
    ),
    declareAdverseEvent: pipeline.writes(operations.declareAdverseEvent, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideDeclaration(body, carerOf(principal))),
    ),
    listAdverseEvents: pipeline.reads(operations.listAdverseEvents, async ({ structureId, view, principal }) => {
      const day = todayIn(view.documents, context.clock());
      return { events: await listAdverseEvents(db, structureId, day, carerOf(principal)) };
    }),
    analyseAdverseEvent: pipeline.writes(
      operations.analyseAdverseEvent,
      ({ structureId, params, body, principal }, key) =>
        writeOnce(context, structureId, key, decideAnalysis(params.event, body, carerOf(principal))),
    ),
  };
}
