import { explainSlots, presentSlot } from '@relais/engine';
import { operations, toInstant } from '@relais/model';
import type { SeatFilters } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid, readDate } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { requireDesk } from '../desk/index.ts';
import { decideAudience, occupiedSeats, readSearch, territoryDocument, todayIn } from '../scheduling/index.ts';
import { recordIntake } from './intakes.ts';
import { findKnown } from './known.ts';
import { findOverbookings, slotId } from './overbookings.ts';
import { proposeSeat } from './proposals.ts';

export function intakeRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    recordIntake: pipeline.writes(operations.recordIntake, ({ structureId, body, principal }, key) =>
      recordIntake(context, key, { structureId, caller: requireDesk(principal), request: body }),
    ),

    searchKnown: pipeline.reads(operations.searchKnown, async ({ structureId, body, view, principal }) => {
      const now = ruleTime(context.clock());
      const territory = view.documents.of(territoryDocument);
      const caller = requireDesk(principal);
      return {
        now: toInstant(now),
        ...(await findKnown(context, structureId, { search: body, territory, now, caller })),
      };
    }),

    proposeSeat: pipeline.writes(operations.proposeSeat, (call, key) => {
      const { structureId, principal, body: request } = call;
      if (request.window && request.window.from >= request.window.to)
        throw invalid({ path: 'window.to', message: 'is not after window.from', accepted: 'a later instant' });
      const audience = decideAudience(call, request.audience, request.label);
      return proposeSeat(context, key, { structureId, request, audience, caller: requireDesk(principal) });
    }),

    explainSlots: pipeline.reads(operations.explainSlots, async (call) => {
      const { structureId, view, query, principal } = call;
      const territory = view.documents.of(territoryDocument);
      if (!territory) throw new ProblemError('not-found');
      const now = ruleTime(context.clock());
      const date = readDate(query, 'date') ?? todayIn(view.documents, now);
      const occupancy = view.of(occupiedSeats).taken(now);
      const criteria = { now, occupancy, ...readSearch(call), filters: readFilters(query) };
      const standings = explainSlots(territory, date, criteria);
      const question = { structureId, territory, date, criteria, caller: requireDesk(principal) };
      const overbookings = await findOverbookings(context.store.db, question, standings);
      const slots = standings.map(({ standing, ...slot }) => {
        const overbooking = standing === 'full' && overbookings.get(slotId(slot));
        return { ...presentSlot(territory, slot), standing, ...(overbooking && { overbooking }) };
      });
      return { now: toInstant(now), date, slots };
    }),
  };
}

/** What the person needs of a place. @throws {ProblemError} `invalid-request` */
function readFilters(query: URLSearchParams): SeatFilters {
  const commune = query.get('commune');
  const equipment = query.get('equipment');
  const minutes = query.get('maxTravelMinutes');
  if (minutes !== null && !/^\d{1,4}$/.test(minutes))
    throw invalid({ path: 'maxTravelMinutes', message: 'is not a whole number', accepted: 'minutes, 9999 at most' });
  const stepFree = query.get('stepFree');
  if (stepFree !== null && stepFree !== 'true')
    throw invalid({ path: 'stepFree', message: 'is not one of the accepted values', accepted: 'true' });
  return {
    ...(commune !== null && { commune }),
    ...(equipment !== null && { equipment: equipment.split(',').filter(Boolean) }),
    ...(minutes !== null && { maxTravelMinutes: Number(minutes) }),
    ...(stepFree !== null && { stepFree: true }),
  };
}
