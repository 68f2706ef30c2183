import { operations, toInstant } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { answerOffer, requireOffer } from './answer.ts';
import { restoreBooking } from './restore.ts';
import { listFreedSeats, needsOf, presentFreedSeat, presentOfferView } from './rows.ts';

export function freedSeatRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    listFreedSeats: pipeline.reads(operations.listFreedSeats, async ({ structureId, view }) => {
      const now = ruleTime(context.clock());
      const territory = view.documents.of(territoryDocument);
      const { seats, offers } = await listFreedSeats(db, structureId, now);
      const freedSeats = territory ? seats.map((seat) => presentFreedSeat(territory, seat, offers)) : [];
      return { now: toInstant(now), sequence: view.sequence, freedSeats };
    }),

    readOffer: pipeline.reads(operations.readOffer, async ({ structureId, params, view }) => {
      const territory = view.documents.of(territoryDocument);
      const { offer, seat, callback } = await requireOffer(db, structureId, params.offer);
      if (!territory) throw new ProblemError('not-found');
      return presentOfferView(territory, { offer, seat, needs: needsOf(callback), now: ruleTime(context.clock()) });
    }),

    restoreBooking: pipeline.writes(operations.restoreBooking, ({ structureId, params, body, principal }, key) =>
      restoreBooking(context, key, {
        ...{ structureId, bookingId: params.booking, revision: body.revision, caller: principal },
        roles: operations.restoreBooking.access.roles,
      }),
    ),

    answerOffer: pipeline.writes(operations.answerOffer, ({ structureId, params, body, principal }, key) =>
      answerOffer(context, key, { structureId, offerId: params.offer, caller: principal, answer: body }),
    ),
  };
}
