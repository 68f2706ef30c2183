import { operations, toInstant } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { writeOnce } from '../core/write/write.ts';
import { findCallback, listClosed, listOpen, presentCallbacks, presentMember } from './callback-rows.ts';
import { actOnCallback, requestCallback } from './callbacks.ts';
import { decideAnswer, readQuestion } from './doctor-question.ts';
import { requireDesk } from './policy.ts';
import { deskSettingsDocument } from './settings-document.ts';

export function deskRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    listCallbacks: pipeline.reads(operations.listCallbacks, async ({ structureId, query, view, principal }) => {
      const now = ruleTime(context.clock());
      const isOpen = readStatus(query) === 'open';
      const rows = isOpen ? await listOpen(db, structureId, now) : await listClosed(db, structureId);
      const callbacks = await presentCallbacks(db, structureId, rows, readNames(query));
      const you = await presentMember(db, requireDesk(principal));
      // The view was read before the rows: what has changed in between is told again by the live feed, never missed.
      return { now: toInstant(now), sequence: view.sequence, you, callbacks };
    }),

    readCallback: pipeline.reads(operations.readCallback, async ({ structureId, params, query }) => {
      const row = await findCallback(db, structureId, params.callback);
      const [callback] = row ? await presentCallbacks(db, structureId, [row], readNames(query)) : [];
      if (!callback) throw new ProblemError('not-found');
      return callback;
    }),

    requestCallback: pipeline.writes(operations.requestCallback, ({ structureId, body, principal }, key) =>
      requestCallback(context, key, { structureId, caller: requireDesk(principal), request: body }),
    ),

    actOnCallback: pipeline.writes(operations.actOnCallback, ({ structureId, params, body, principal }, key) =>
      actOnCallback(context, key, {
        structureId,
        caller: requireDesk(principal),
        callbackId: params.callback,
        action: body,
      }),
    ),

    readDoctorQuestion: pipeline.reads(operations.readDoctorQuestion, ({ structureId, params }) =>
      readQuestion(context, structureId, params.doctorQuestion),
    ),

    answerDoctorQuestion: pipeline.writes(operations.answerDoctorQuestion, ({ structureId, params, body }, key) =>
      writeOnce(context, structureId, key, decideAnswer(params.doctorQuestion, body.answer)),
    ),

    readDeskSettings: pipeline.reads(
      operations.readDeskSettings,
      ({ view }) => {
        const settings = view.documents.of(deskSettingsDocument);
        if (!settings) throw new ProblemError('not-found');
        return settings;
      },
      tagOf(deskSettingsDocument),
    ),

    importDeskSettings: pipeline.writes(operations.importDeskSettings, importing(context, deskSettingsDocument)),
  };
}

/** @throws {ProblemError} `invalid-request` */
function readStatus(query: URLSearchParams): 'open' | 'closed' {
  const status = query.get('status') ?? 'open';
  if (status === 'open' || status === 'closed') return status;
  throw invalid({ path: 'status', message: 'is not one of the accepted values', accepted: 'open, closed' });
}

/** Whether people are named. @throws {ProblemError} `invalid-request` */
function readNames(query: URLSearchParams): boolean {
  const names = query.get('names');
  if (names === null) return true;
  if (names === 'none') return false;
  throw invalid({ path: 'names', message: 'is not one of the accepted values', accepted: 'none' });
}
