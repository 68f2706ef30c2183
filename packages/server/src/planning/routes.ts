import { operations } from '@relais/model';
import { actorOf } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { writeOnce } from '../core/write/write.ts';
import { listBusyTimes } from './agenda/busy.ts';
import { decideEndOfAgenda, readOwnAgenda, setAgenda } from './agenda/settings.ts';
import { decideCalendar, decideEnd, readCalendars } from './duty-calendars.ts';
import { readDutyFeed } from './duty-feed.ts';
import { decideAbsence, decideOpening, decideTakingBack, readOwnPlanning } from './own.ts';
import { checkPublication, decidePublication } from './publish.ts';
import { listCalls, listVersions, readPlanning, readVersion } from './read.ts';
import { listOpenRows, settle } from './unseated.ts';

export function planningRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    readPlanning: pipeline.reads(operations.readPlanning, ({ view }) => readPlanning(context, view)),
    checkPlanning: pipeline.writes(operations.checkPlanning, async ({ view, body: request }) => {
      return { status: 200, body: await checkPublication(context, { view, request }), replayed: false };
    }),
    listPlanningVersions: pipeline.reads(operations.listPlanningVersions, async ({ structureId }) => ({
      versions: await listVersions(db, structureId),
    })),
    publishPlanning: pipeline.writes(operations.publishPlanning, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decidePublication(context, body, actorOf(principal))),
    ),
    readPlanningVersion: pipeline.reads(operations.readPlanningVersion, ({ view, params }) =>
      readVersion(context, view, params.version),
    ),
    listPlanningCalls: pipeline.reads(operations.listPlanningCalls, ({ view }) => listCalls(context, view)),
    settlePlanningCall: pipeline.writes(operations.settlePlanningCall, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, async (writing) => {
        const rows = await listOpenRows(writing.trx, structureId);
        const row = rows.find((one) => one.booking_id === params.booking && one.choice !== 'keep');
        if (!row) throw new ProblemError('not-found');
        return async () => {
          await settle(writing, row.booking_id, 'called', actorOf(principal));
          return { body: null };
        };
      }),
    ),
    readOwnPlanning: pipeline.reads(operations.readOwnPlanning, (call) => readOwnPlanning(context, call)),
    closeOwnRanges: pipeline.writes(operations.closeOwnRanges, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideAbsence(context, body, principal)),
    ),
    openOwnRange: pipeline.writes(operations.openOwnRange, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideOpening(context, body, principal)),
    ),
    takeBackOwnChange: pipeline.writes(operations.takeBackOwnChange, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, decideTakingBack(context, params.exception, principal)),
    ),
    readDutyCalendars: pipeline.reads(operations.readDutyCalendars, (call) => readCalendars(context, call)),
    makeDutyCalendar: pipeline.writes(operations.makeDutyCalendar, ({ structureId, principal }, key) =>
      writeOnce(context, structureId, key, decideCalendar(context, principal)),
    ),
    endDutyCalendar: pipeline.writes(operations.endDutyCalendar, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, decideEnd(params.professional, principal)),
    ),
    readAgenda: pipeline.reads(operations.readAgenda, (call) => readOwnAgenda(context, call)),
    setAgenda: pipeline.writes(operations.setAgenda, ({ structureId, body: { address }, principal }, key) =>
      setAgenda(context, { structureId, principal, address }, key),
    ),
    endAgenda: pipeline.writes(operations.endAgenda, ({ structureId, principal }, key) =>
      writeOnce(context, structureId, key, decideEndOfAgenda(principal)),
    ),
    listBusyTimes: pipeline.reads(operations.listBusyTimes, (call) => listBusyTimes(context, call)),
    readDutyFeed: pipeline.reads(operations.readDutyFeed, (call) => readDutyFeed(context, call)),
  };
}
