import { addDays } from '@relais/engine';
import { listRanges, onDutyIn } from '@relais/engine/planning';
import type { OpenRange } from '@relais/engine/planning';
import { operations, toInstant } from '@relais/model';
import type { DutyCallList, DutyRangeList } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { writeOnce } from '../core/write/write.ts';
import { contactsOf, listDuties } from '../people/index.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import { pageAddress } from '../structure/index.ts';
import { decideAnswers, readView } from './answer.ts';
import { decideClosing, decideDuty } from './give.ts';
import { linkOf } from './letters.ts';
import { decideCall } from './open.ts';
import { findCall, listCalls, presentCall, volunteersOf } from './rows.ts';

/** As far as planners see ahead. */
const COMING_DAYS = 56;
const MOST_RANGES = 1000;

export function dutyCallRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    listDutyCalls: pipeline.reads(operations.listDutyCalls, ({ view }) => readCalls(context, view)),
    listDutyRanges: pipeline.reads(operations.listDutyRanges, ({ view }) => readRanges(context, view)),
    openDutyCall: pipeline.writes(operations.openDutyCall, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideCall(context, body, actorOf(principal))),
    ),
    readDutyLink: pipeline.reads(operations.readDutyLink, async ({ view, params }) => {
      const { db } = context.store;
      const found = await findCall(db, view.structureId, params.call);
      const call = found && (await presentCall(db, view, found, ruleTime(context.clock())));
      const one = call?.volunteers.find(({ id }) => id === params.asked);
      // Whom a mail has reached answers by it: nobody else is to have the link.
      if (!one || one.way === 'mail' || one.hasLeft) throw new ProblemError('not-found');
      const address = linkOf(context, view.documents, view.structureId, one.id);
      if (address === undefined) throw new ProblemError('duty-page-missing');
      return { address };
    }),
    giveDuty: pipeline.writes(operations.giveDuty, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideDuty(context, params.call, body, actorOf(principal))),
    ),
    closeDutyCall: pipeline.writes(operations.closeDutyCall, ({ structureId, params, principal }, key) =>
      writeOnce(context, structureId, key, decideClosing(params.call, actorOf(principal))),
    ),
    readDutyAnswer: pipeline.reads(operations.readDutyAnswer, ({ view, params }) =>
      readView(context, view, params.dutyAnswer),
    ),
    answerDutyCall: pipeline.writes(operations.answerDutyCall, ({ structureId, params, body }, key) =>
      writeOnce(context, structureId, key, decideAnswers(params.dutyAnswer, body)),
    ),
  };
}

async function readCalls(context: ServiceContext, view: StructureView): Promise<DutyCallList> {
  const { db } = context.store;
  const now = ruleTime(context.clock());
  const contacts = await contactsOf(db, view.structureId);
  const hasMail = (rpps: string | undefined) =>
    context.sendsMail && rpps !== undefined && (contacts.get(rpps)?.email ?? null) !== null;
  const calls = await listCalls(db, view.structureId);
  return {
    hasPage: pageAddress(context, view.documents, 'dutyUrl') !== undefined,
    volunteers: [...volunteersOf(view)].map(([id, { label, rpps }]) => ({ id, name: label, hasMail: hasMail(rpps) })),
    calls: await Promise.all(calls.map((call) => presentCall(db, view, call, now))),
  };
}

async function readRanges(context: ServiceContext, view: StructureView): Promise<DutyRangeList> {
  const territory = view.documents.of(territoryDocument);
  if (!territory) return { ranges: [] };
  const now = ruleTime(context.clock());
  const from = todayIn(view.documents, now);
  const to = addDays(from, COMING_DAYS);
  const duties = await listDuties(context.store.db, view.structureId, { from, to });
  const coming: OpenRange[] = [];
  // A day at a time: a large territory fills the list in its first day, and to plan the others costs seconds for nothing.
  for (let day = from; day <= to && coming.length < MOST_RANGES; day = addDays(day, 1))
    coming.push(...listRanges(territory, { from: day, to: day }).filter(({ startMs }) => startMs > now));
  return {
    ranges: coming.slice(0, MOST_RANGES).map((range) => ({
      ...{ practiceId: range.practiceId, siteId: range.siteId, serviceDate: range.serviceDate },
      ...{ start: range.starts[0] ?? '', startAt: toInstant(range.startMs), endAt: toInstant(range.endMs) },
      onDuty: onDutyIn(range, duties),
    })),
  };
}
