import { listFree, seatReason, travelMinutes } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import type { Audience, ProposalRequest } from '@relais/model';
import { availabilityOf, chooseAbove, chooseFor, decideSeated, giveBack, keepSeat } from '../booking/index.ts';
import type { SeatTarget, Seating } from '../booking/index.ts';
import type { Professional } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import { ProblemError } from '../core/problem.ts';
import type { Answer, IdempotentRequest } from '../core/write/answers.ts';
import { writeOnce } from '../core/write/write.ts';
import { findAlternatives, territoryDocument, windowOfHalfDay } from '../scheduling/index.ts';

export interface ProposalCommand {
  readonly structureId: string;
  readonly request: ProposalRequest;
  readonly audience: Audience;
  readonly caller: Professional;
}

/** What the seats kept for one request are known by, as those of one client are. */
export function holderOf({ secrets }: ServiceContext, intakeId: string): string {
  return secrets.pseudonym('client', `intake:${intakeId}`);
}

/**
 * Keeps a seat for a request that is being written, by the same account as every other, and says why this one. What was kept for it before is given
 * back once the new one is kept: whoever asks for another seat and cannot have it still has the first.
 */
export function proposeSeat(
  context: ServiceContext,
  key: IdempotentRequest,
  { structureId, request, audience, caller }: ProposalCommand,
): Promise<Answer> {
  const clientHash = holderOf(context, request.intake);
  const decide = decideSeated(async (writing) => {
    const territory = writing.documents.of(territoryDocument);
    if (!territory) throw new ProblemError('slot-not-bookable', { reason: 'closed', alternatives: [] });
    const former = await writing.holds.ofClient(clientHash);
    const { filters, label } = request;
    const search = { filters, audience, label };
    const state = await writing.ledger.state();
    const choice =
      request.overbook && request.slot
        ? await chooseAbove(writing, territory, { slot: request.slot, caller, former, ...search })
        : chooseFor(writing, territory, state, { target: targetOf(writing, territory, request, search), ...search });
    const { practiceId, siteId } = choice.slot;
    const minutes = filters?.commune === undefined ? undefined : travelMinutes(territory, filters.commune, siteId);
    const isAsked = request.slot !== undefined;
    const { weights } = choice;
    const isOverbooked = choice.slot.remaining <= 0;
    const reason = seatReason({
      ...{ state, weights, practiceId, isAsked, isOverbooked },
      ...{ at: writing.at, travelMinutes: minutes },
    });
    const { actor } = caller;
    return async () => {
      const { body, ...done } = await keepSeat(context, writing, territory, { clientHash, actor }, choice);
      for (const hold of former) await giveBack(writing, hold, actor);
      return { ...done, body: { ...body, reason } };
    };
  });
  return writeOnce(context, structureId, key, decide, { holdClient: clientHash });
}

/** The slot or the window asked for; without either, the first half-day that has a free seat. @throws {ProblemError} `window-full` */
function targetOf(
  writing: Seating,
  territory: CompiledTerritory,
  { slot, window }: ProposalRequest,
  search: Parameters<typeof availabilityOf>[2],
): SeatTarget {
  if (slot) return { slot };
  if (window) return { window };
  const availability = availabilityOf(writing, territory, search);
  const [first] = listFree(territory, availability.criteria, { from: writing.now, limit: 1 });
  if (!first) throw new ProblemError('window-full', { alternatives: findAlternatives(availability, writing.now) });
  const { from, to } = windowOfHalfDay(availability, first);
  return { window: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } };
}
