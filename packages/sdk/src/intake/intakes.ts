import { bookingRoutes, deskRoutes, freedSeatRoutes, intakeRoutes, peopleRoutes } from '@relais/model';
import type {
  Booking,
  CancellationRequest,
  ChangeReason,
  DeskSettings,
  ExplainedSlots,
  FoundAttendingDoctor,
  IntakeReceipt,
  IntakeRequest,
  KnownRequests,
  KnownSearch,
  ProposalRequest,
  SeatProposal,
  SlotKey,
} from '@relais/model';
import { randomId } from '../core/index.ts';
import type { CallOptions, ClientCore } from '../core/index.ts';
import { createIntakeDrafts } from './drafts.ts';
import type { IntakeDrafts } from './drafts.ts';
import { intakeRefusals } from './errors.ts';

/** Which slots, and for whom: see `explainSlots` of the contract. */
export interface ExplainQuery {
  readonly date?: string | undefined;
  readonly audience?: string | undefined;
  readonly label?: string | undefined;
  readonly commune?: string | undefined;
  readonly equipment?: readonly string[] | undefined;
}

/** Requests on behalf of people, made by a desk. */
export interface Intakes {
  /**
   * Keeps a seat for a request that is being written, and says why this one. With `overbook` the slot asked for, even above the capacity of its
   * session, as far as `explain` says it may be. @throws {SessionOverbookedError}
   */
  propose(request: ProposalRequest, options?: CallOptions): Promise<SeatProposal>;
  /** Gives a kept seat back; one that is not kept any more is as good as given back. */
  giveBack(proposal: Pick<SeatProposal, 'id' | 'token'>, options?: CallOptions): Promise<void>;
  /** Records a request with where it ends. Sent again with the same id it is the same request. @throws {RequestKnownError} */
  record(request: IntakeRequest, options?: CallOptions): Promise<IntakeReceipt>;
  /** What a number or a person already has here. */
  search(search: KnownSearch, options?: CallOptions): Promise<KnownRequests>;
  /** Cancels somebody's booking for a reason. What it gives names the change by its `revision`, to be taken back. */
  cancel(bookingId: string, request: CancellationRequest, options?: CallOptions): Promise<Booking>;
  /** Moves somebody's booking to a slot for a reason: the slot is kept first, and given back where the move is refused. */
  move(bookingId: string, slot: SlotKey, why: ChangeReason, options?: CallOptions): Promise<Booking>;
  /** Takes the desk's last change of a booking back, while its former seat can be had. */
  takeBack(change: Pick<Booking, 'id'> & { readonly revision: number }, options?: CallOptions): Promise<Booking>;
  /** Every slot of a date, and why it cannot be had when it cannot. */
  explain(query?: ExplainQuery, options?: CallOptions): Promise<ExplainedSlots>;
  /** Doctors of the directory whose name begins so, twenty at most. */
  doctors(beginning: string, options?: CallOptions): Promise<readonly FoundAttendingDoctor[]>;
  /** Classes of call-back, places people may be sent to, and the questions of each reason. */
  settings(options?: CallOptions): Promise<DeskSettings>;
  /** Requests that are half written, on this device. */
  readonly drafts: IntakeDrafts;
}

/** The requests of a client's structure. */
export function createIntakes({ core }: { readonly core: ClientCore }): Intakes {
  const { call } = core;
  core.learn(intakeRefusals);
  const propose: Intakes['propose'] = (request, options) =>
    call(intakeRoutes.proposeSeat, { body: request }, options?.signal);
  const intakes: Intakes = {
    propose,

    async giveBack({ id, token }, options) {
      try {
        await call(bookingRoutes.releaseHold, { params: { hold: id }, token }, options?.signal);
      } catch (error) {
        const { code } = error as { readonly code?: unknown };
        if (code !== 'hold-expired' && code !== 'not-found') throw error;
      }
    },

    record: (request, options) =>
      call(intakeRoutes.recordIntake, { body: { language: core.language, ...request } }, options?.signal),
    search: (search, options) => call(intakeRoutes.searchKnown, { body: search }, options?.signal),

    cancel: (booking, body, options) =>
      call(bookingRoutes.cancelAtDesk, { params: { booking }, body }, options?.signal),

    async move(booking, { practiceId, start }, why, options) {
      const kept = await propose({ intake: randomId(), slot: { practiceId, start } }, options);
      try {
        const body = { token: kept.token, why };
        return await call(bookingRoutes.moveBooking, { params: { booking }, body }, options?.signal);
      } catch (error) {
        // Best done, not needed: it ends by itself.
        await intakes.giveBack(kept).catch(() => undefined);
        throw error;
      }
    },

    takeBack: ({ id, revision }, options) =>
      call(freedSeatRoutes.restoreBooking, { params: { booking: id }, body: { revision } }, options?.signal),

    explain: ({ equipment, ...query } = {}, options) =>
      call(
        intakeRoutes.explainSlots,
        { query: { ...query, equipment: equipment?.length ? equipment.join(',') : undefined } },
        options?.signal,
      ),

    async doctors(name, options) {
      return (await call(peopleRoutes.findAttendingDoctors, { query: { name } }, options?.signal)).doctors;
    },
    settings: (options) => call(deskRoutes.readDeskSettings, {}, options?.signal),
    drafts: createIntakeDrafts(core),
  };
  return intakes;
}
