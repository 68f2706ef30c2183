import { bookingRoutes, checklistRoutes, paperRoutes, planningRoutes as routes } from '@relais/model';
import type {
  BookingSettings,
  BusyTimes,
  DutyCalendars,
  Instant,
  NewAgenda,
  OwnAbsence,
  OwnAgenda,
  OwnOpening,
  OwnPlanning,
  Paper,
  PaperGaps,
  Planning as PlanningState,
  PlanningCallList,
  PlanningCheck,
  PlanningPublication,
  PlanningReceipt,
  PlanningVersion,
  Reasons,
  SeverityChecklist,
  Territory,
} from '@relais/model';
import { changeDocument, documentRefusals, NotFoundError } from '../core/index.ts';
import type { CallOptions, ClientCore } from '../core/index.ts';
import { planningRefusals } from './errors.ts';

/** A planning that is to be in force, or the newest version that is taken back. */
export type PlanningProposal = Omit<PlanningPublication, 'territory'> & { readonly territory?: Territory };

/** What somebody makes of the reasons as they are by then. */
export type ChangeReasons = (reasons: Reasons) => Reasons;

/** An address at which calendars read somebody's duties without signing in. It is said this once. */
export interface DutyCalendarAddress {
  readonly address: string;
  readonly since: Instant;
}

/** The planning of a structure, for those who answer for it, and for those who are on duty what it says of them. */
export interface Planning {
  /** The territory file in force, with its version: what is published from it names that version. */
  read(options?: CallOptions): Promise<PlanningState>;
  /** The file of a version as it was published. */
  readVersion(version: number, options?: CallOptions): Promise<PlanningState>;
  /** Which bookings would be without a seat; nothing is kept of the question. */
  check(proposal: PlanningProposal, options?: CallOptions): Promise<PlanningCheck>;
  /** @throws {PlanningChangedError} when another version is in force by now */
  publish(proposal: PlanningProposal, options?: CallOptions): Promise<PlanningReceipt>;
  /** Every version, the newest first. */
  history(options?: CallOptions): Promise<readonly PlanningVersion[]>;
  /** Patients to be called. For those who call, too. */
  calls(options?: CallOptions): Promise<PlanningCallList>;
  /** Says that somebody has called. */
  settle(booking: string, options?: CallOptions): Promise<void>;
  /** Reasons for a visit that people choose from; none while nobody has decided. */
  reasons(options?: CallOptions): Promise<Reasons>;
  /** Changes them as they are by now, so that nothing is lost of what somebody else has changed. They hold at once. @returns those there are */
  changeReasons(change: ChangeReasons, options?: CallOptions): Promise<Reasons>;
  /**
   * Puts a severity checklist in force at once, or a translation beside the version it translates. For administrators of the structure.
   *
   * @throws {ForbiddenError} for whoever is none
   */
  takeChecklist(checklist: SeverityChecklist, options?: CallOptions): Promise<void>;
  /** One's own ranges of the coming weeks, and what one may change of them. For who receives patients. */
  own(options?: CallOptions): Promise<OwnPlanning>;
  /**
   * Says that one cannot be there: ranges in which nobody else is on duty are closed, and whoever had booked is to be called.
   *
   * @throws {ForbiddenError} where the coordination does not let one
   */
  closeOwn(absence: OwnAbsence, options?: CallOptions): Promise<PlanningReceipt>;
  /**
   * Opens a range more in one's own practice.
   *
   * @throws {TerritoryInvalidError} where it runs into another; {ForbiddenError} where the coordination does not let one
   */
  openOwn(opening: OwnOpening, options?: CallOptions): Promise<PlanningReceipt>;
  /** Takes back what one has changed oneself, by its id. */
  takeBackOwn(exception: string, options?: CallOptions): Promise<PlanningReceipt>;
  /** Whether one's own duties have an address for calendars; for those who answer for the planning, whose have. */
  calendars(options?: CallOptions): Promise<DutyCalendars>;
  /** Makes an address of one's own duties, in the client's language; the former one opens nothing any more. */
  makeCalendar(options?: CallOptions): Promise<DutyCalendarAddress>;
  /** Ends the address of a professional: one's own, or anybody's for those who answer for the planning. */
  endCalendar(professional: string, options?: CallOptions): Promise<void>;
  /** Whether one's own agenda is read, and how the last reading went. For who receives patients. */
  agenda(options?: CallOptions): Promise<OwnAgenda>;
  /**
   * Gives the address of one's own agenda (`https:` or `webcal:`), which the server reads within seconds and then again and again. It is said to nobody
   * again.
   *
   * @returns its host, which is all that is said of it; `agenda` says how the first reading went
   * @throws {AgendaAddressRefusedError} where nothing can be asked of the address
   */
  setAgenda(address: string, options?: CallOptions): Promise<NewAgenda>;
  /** Has one's own agenda read no more, and forgets what was read. */
  endAgenda(options?: CallOptions): Promise<void>;
  /** When those are busy who have given an agenda: for who answers for the planning everybody, for who receives patients they themselves. */
  busy(options?: CallOptions): Promise<BusyTimes>;
  /** What the papers of a launch cannot say yet. For secretaries, too. */
  paperGaps(options?: CallOptions): Promise<PaperGaps>;
  /** A paper of a launch as a PDF, in the client's language unless another is named. For secretaries, too. */
  printPaper(
    paper: Paper,
    options?: CallOptions & { readonly language?: 'fr' | 'en' },
  ): Promise<Uint8Array<ArrayBuffer>>;
}

/** The planning of a client's structure. */
export function createPlanning({ core }: { readonly core: ClientCore }): Planning {
  const { call, fetchBytes, learn, base, language } = core;
  learn({ ...planningRefusals, ...documentRefusals });
  const reasons = async (options?: CallOptions): Promise<Reasons> => {
    try {
      return (await call(bookingRoutes.readBookingSettings, {}, options?.signal)).reasons;
    } catch (error) {
      if (error instanceof NotFoundError) return [];
      throw error;
    }
  };
  return {
    read: (options) => call(routes.readPlanning, {}, options?.signal),
    readVersion: (version, options) =>
      call(routes.readPlanningVersion, { params: { version: String(version) } }, options?.signal),
    check: (body, options) => call(routes.checkPlanning, { body }, options?.signal),
    publish: (body, options) => call(routes.publishPlanning, { body }, options?.signal),
    async history(options) {
      return (await call(routes.listPlanningVersions, {}, options?.signal)).versions;
    },
    calls: (options) => call(routes.listPlanningCalls, {}, options?.signal),
    async settle(booking, options) {
      await call(routes.settlePlanningCall, { params: { booking } }, options?.signal);
    },
    reasons,
    async changeReasons(change, options) {
      const settings = await changeDocument<BookingSettings>(
        {
          read: (onTag) => call(bookingRoutes.readBookingSettings, { onTag }, options?.signal),
          write: (body, base) => call(bookingRoutes.importBookingSettings, { body, base }, options?.signal),
        },
        (known) => ({ formatVersion: 'relais-booking/1', reasons: change(known?.reasons ?? []) }),
      );
      return settings.reasons;
    },
    async takeChecklist(body, options) {
      await call(checklistRoutes.importChecklist, { body }, options?.signal);
    },
    own: (options) => call(routes.readOwnPlanning, {}, options?.signal),
    closeOwn: (body, options) => call(routes.closeOwnRanges, { body }, options?.signal),
    openOwn: (body, options) => call(routes.openOwnRange, { body }, options?.signal),
    takeBackOwn: (exception, options) => call(routes.takeBackOwnChange, { params: { exception } }, options?.signal),
    calendars: (options) => call(routes.readDutyCalendars, {}, options?.signal),
    async makeCalendar(options) {
      const { token, since } = await call(routes.makeDutyCalendar, {}, options?.signal);
      const path = routes.readDutyFeed.path.replace('{token}', token);
      // What the page has called by a path alone, a calendar elsewhere has to find.
      const here = (globalThis.location as Location | undefined)?.href;
      return { address: new URL(`${base}${path}?language=${language}`, here).href, since };
    },
    async endCalendar(professional, options) {
      try {
        await call(routes.endDutyCalendar, { params: { professional } }, options?.signal);
      } catch (error) {
        // Somebody has ended it before.
        if (!(error instanceof NotFoundError)) throw error;
      }
    },
    agenda: (options) => call(routes.readAgenda, {}, options?.signal),
    setAgenda: (address, options) => call(routes.setAgenda, { body: { address } }, options?.signal),
    async endAgenda(options) {
      try {
        await call(routes.endAgenda, {}, options?.signal);
      } catch (error) {
        // It was ended elsewhere before.
        if (!(error instanceof NotFoundError)) throw error;
      }
    },
    busy: (options) => call(routes.listBusyTimes, {}, options?.signal),
    paperGaps: (options) => call(paperRoutes.readPaperGaps, {}, options?.signal),
    printPaper: (paper, options) =>
      fetchBytes(paperRoutes.printPaper, { paper, language: options?.language ?? language }, options?.signal),
  };
}
