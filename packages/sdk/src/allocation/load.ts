import { accountRoutes, allocationRoutes } from '@relais/model';
import type {
  CorrectLedger,
  LedgerCorrection,
  LedgerCorrections,
  LedgerCourse,
  LedgerMovements,
  LedgerReport,
  VolunteerReport,
} from '@relais/model';
import { randomId } from '../core/index.ts';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** Whose account: of a practice, or of a volunteer. */
export type AccountOf = { readonly practice: string } | { readonly volunteer: string };

export interface LoadOptions extends CallOptions {
  readonly language?: 'fr' | 'en' | undefined;
}

export interface MovementOptions extends CallOptions {
  /** `next` of the part before. */
  readonly after?: string | undefined;
}

/** The accounts of load of a structure. */
export interface Load {
  /** Every practice's account. */
  practices(options?: LoadOptions): Promise<LedgerReport>;
  /** Every volunteer's account, derived from who was on duty. */
  volunteers(options?: LoadOptions): Promise<VolunteerReport>;
  /** Bookings and corrections behind an account, the latest first, in parts. */
  movements(of: AccountOf, options?: MovementOptions): Promise<LedgerMovements>;
  /** An account week by week. */
  course(of: AccountOf, options?: CallOptions): Promise<LedgerCourse>;
  /** What was corrected by hand in the running period. */
  corrections(options?: CallOptions): Promise<LedgerCorrections>;
  /**
   * Corrects accounts by hand, for coordinators. The same words said again after an answer that never came are the same correction: it is entered
   * once.
   */
  correct(correction: CorrectLedger, options?: CallOptions): Promise<LedgerCorrection>;
}

/** The accounts of load of a client's structure. */
export function createLoad({ core }: { readonly core: ClientCore }): Load {
  const { call } = core;
  let unanswered: { readonly said: string; readonly key: string } | undefined;
  return {
    practices: ({ language = core.language, signal } = {}) =>
      call(allocationRoutes.readLedger, { query: { language } }, signal),
    volunteers: ({ language = core.language, signal } = {}) =>
      call(accountRoutes.readVolunteerAccounts, { query: { language } }, signal),
    movements: (of, { after, signal } = {}) =>
      call(accountRoutes.listLedgerMovements, { query: { ...of, after } }, signal),
    course: (of, { signal } = {}) => call(accountRoutes.readLedgerCourse, { query: { ...of } }, signal),
    corrections: ({ signal } = {}) => call(accountRoutes.listLedgerCorrections, {}, signal),
    async correct(correction, { signal } = {}) {
      const said = JSON.stringify(correction);
      const asked = unanswered?.said === said ? unanswered : { said, key: randomId() };
      unanswered = asked;
      const corrected = await call(accountRoutes.correctLedger, { body: correction, key: asked.key }, signal);
      if (unanswered === asked) unanswered = undefined;
      return corrected;
    },
  };
}
