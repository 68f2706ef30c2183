import { fromInstant, Instant, instantLimits, operations, toInstant } from '@relais/model';
import { professionalIdOf } from '../core/actors.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import type { StructureView } from '../core/view.ts';
import { writeOnce } from '../core/write/write.ts';
import { authorOf } from '../protocol/index.ts';
import { timeZoneOf, todayIn } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';
import { decideAdhesion, decideCertificate, decideDeclaration, decideEnd } from './members.ts';
import { readDeclaration, readReadiness, readTeam } from './read.ts';
import type { Moment } from './read.ts';
import { decideRoster, decideRosterChange, readOnCall } from './roster.ts';
import { loadShifts, toShift } from './store.ts';
import { askQuiz, decideAttempt, decideQuiz } from './training.ts';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 31;
const MOST_DAYS = 100;

export function teamRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  const moment = ({ documents }: StructureView): Moment => {
    const now = context.clock();
    return { now, day: todayIn(documents, now) };
  };
  return {
    readTeam: pipeline.reads(operations.readTeam, async ({ structureId, view, principal }) => ({
      sequence: view.sequence,
      timezone: timeZoneOf(view.documents),
      ...(await readTeam(db, structureId, moment(view), authorOf(principal))),
    })),
    declareMembers: pipeline.writes(operations.declareMembers, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideDeclaration(context, body, actorOf(principal))),
    ),
    endMembership: pipeline.writes(operations.endMembership, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideEnd(partOf(params), body, actorOf(principal))),
    ),
    recordAdhesion: pipeline.writes(operations.recordAdhesion, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideAdhesion(partOf(params), body, actorOf(principal))),
    ),
    issueCertificate: pipeline.writes(operations.issueCertificate, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideCertificate(context, partOf(params), body, authorOf(principal))),
    ),
    readQuiz: pipeline.reads(operations.readQuiz, ({ structureId, params, principal, view }) =>
      askQuiz(db, structureId, params.protocol, {
        professionalId: whoAsks(principal),
        limit: view.documents.of(settingsDocument)?.quizAttempts,
        now: context.clock(),
      }),
    ),
    setQuiz: pipeline.writes(operations.setQuiz, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideQuiz(params.protocol, body, actorOf(principal))),
    ),
    answerQuiz: pipeline.writes(operations.answerQuiz, ({ structureId, params, body, principal }, key) => {
      const part = { professionalId: whoAsks(principal), protocolId: params.protocol };
      return writeOnce(context, structureId, key, decideAttempt(context, part, body, actorOf(principal)));
    }),
    readRoster: pipeline.reads(operations.readRoster, async ({ structureId, query }) => {
      const { from, to } = readTimes(query, context.clock());
      const rows = await loadShifts(db, structureId, { after: from, before: to });
      return { from: toInstant(from), to: toInstant(to), shifts: rows.map(toShift) };
    }),
    setRoster: pipeline.writes(operations.setRoster, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideRoster(context, body, actorOf(principal))),
    ),
    changeRoster: pipeline.writes(operations.changeRoster, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideRosterChange(context, body, actorOf(principal))),
    ),
    readOnCall: pipeline.reads(operations.readOnCall, ({ structureId, params, view }) =>
      readOnCall(db, structureId, params.protocol, moment(view)),
    ),
    readReadiness: pipeline.reads(operations.readReadiness, async ({ structureId, view, principal }) => {
      const at = moment(view);
      const protocols = await readReadiness(db, structureId, whoAsks(principal), at);
      return { sequence: view.sequence, at: toInstant(at.now), timezone: timeZoneOf(view.documents), protocols };
    }),
    readDeclaration: pipeline.reads(operations.readDeclaration, ({ structureId, params, view }) =>
      readDeclaration(db, structureId, params.protocol, moment(view)),
    ),
  };
}

function partOf({ professional, protocol }: { readonly professional: string; readonly protocol: string }) {
  return { professionalId: professional, protocolId: protocol };
}

/** The id of whoever has signed in; an operator's own token names nobody there is. */
function whoAsks(principal: Principal): string | undefined {
  return professionalIdOf(actorOf(principal));
}

function readTimes(query: URLSearchParams, now: number): { readonly from: number; readonly to: number } {
  const from = readTime(query, 'from') ?? now;
  const to = readTime(query, 'to') ?? Math.min(from + USUAL_DAYS * DAY_MS, instantLimits.latest);
  if (to > from && to - from <= MOST_DAYS * DAY_MS) return { from, to };
  throw invalid({
    path: 'to',
    message: 'does not fit with from',
    accepted: `after from, by ${MOST_DAYS} days at most`,
  });
}

function readTime(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (Instant.safeParse(text).success) return fromInstant(text);
  throw invalid({ path: name, message: 'is not an instant', accepted: '2026-11-09T13:00:00Z' });
}
