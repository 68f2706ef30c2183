import { planningRoutes as routes } from '@relais/model';
import type {
  Planning as PlanningState,
  PlanningCallList,
  PlanningCheck,
  PlanningPublication,
  PlanningReceipt,
  PlanningVersion,
  Territory,
} from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';
import { planningRefusals } from './errors.ts';

/** A planning that is to be in force, or the newest version that is taken back. */
export type PlanningProposal = Omit<PlanningPublication, 'territory'> & { readonly territory?: Territory };

/** The planning of a structure, for those who answer for it. */
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
}

/** The planning of a client's structure. */
export function createPlanning({ core }: { readonly core: ClientCore }): Planning {
  const { call, learn } = core;
  learn(planningRefusals);
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
  };
}
