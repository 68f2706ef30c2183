import { addDays } from '@relais/engine';
import { operations } from '@relais/model';
import type { PlainDate } from '@relais/model';
import { actorOf } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid, readDate } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { writeOnce } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { findAttendingDoctors, replaceAttendingDoctors } from './attending-doctors.ts';
import { listDuties, replaceDuties } from './duties.ts';
import { listProfessionals, replaceProfessionals } from './professionals.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 31;
const MOST_DAYS = 100;

export function peopleRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    readProfessionals: pipeline.reads(operations.readProfessionals, async ({ structureId }) => ({
      formatVersion: 'relais-professionals/1' as const,
      professionals: await listProfessionals(db, structureId),
    })),
    importProfessionals: pipeline.writes(operations.importProfessionals, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, replaceProfessionals(context, body, actorOf(principal))),
    ),
    findAttendingDoctors: pipeline.reads(operations.findAttendingDoctors, async ({ structureId, query }) => ({
      doctors: await findAttendingDoctors(db, structureId, query.get('name') ?? ''),
    })),
    importAttendingDoctors: pipeline.writes(
      operations.importAttendingDoctors,
      ({ structureId, body, principal }, key) =>
        writeOnce(context, structureId, key, replaceAttendingDoctors(context, body, actorOf(principal))),
    ),
    readDuties: pipeline.reads(operations.readDuties, async ({ structureId, query, view }) => {
      const dates = readDates(query, todayIn(view.documents, context.clock()));
      return {
        formatVersion: 'relais-duties/1' as const,
        ...dates,
        duties: await listDuties(db, structureId, dates),
      };
    }),
    importDuties: pipeline.writes(operations.importDuties, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, replaceDuties(context, body, actorOf(principal))),
    ),
  };
}

function readDates(query: URLSearchParams, today: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } {
  const from = readDate(query, 'from') ?? today;
  const to = readDate(query, 'to') ?? addDays(from, USUAL_DAYS);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  if (days >= 0 && days <= MOST_DAYS) return { from, to };
  throw invalid({ path: 'to', message: 'does not fit with from', accepted: `0 to ${MOST_DAYS} days after from` });
}
