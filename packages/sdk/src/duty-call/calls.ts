import { dutyCallRoutes as routes } from '@relais/model';
import type { DutyCall, DutyCallList, DutyCallRequest, DutyRange } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';
import { dutyCallRefusals } from './errors.ts';

/** « Qui peut ? », for those who answer for the planning. */
export interface DutyCalls {
  /** Calls with the answers there are by now, the newest first, and whom a new one may ask. */
  list(options?: CallOptions): Promise<DutyCallList>;
  /** Ranges of the planning in force that have not begun, with who is on duty. */
  ranges(options?: CallOptions): Promise<readonly DutyRange[]>;
  /** @throws {RefusedError} `duty-page-missing`, `duty-range-gone`, `duty-volunteer-gone`, `too-many-duty-calls` */
  open(request: DutyCallRequest, options?: CallOptions): Promise<DutyCall>;
  /** The address at which a volunteer answers whom no mail has reached. */
  linkOf(call: string, asked: string, options?: CallOptions): Promise<string>;
  /** @throws {DutyTakenError} when somebody else is on duty there by now */
  give(call: string, range: number, volunteerId: string, options?: CallOptions): Promise<DutyCall>;
  close(call: string, options?: CallOptions): Promise<DutyCall>;
}

export function createDutyCalls({ core: { call, learn } }: { readonly core: ClientCore }): DutyCalls {
  learn(dutyCallRefusals);
  return {
    list: (options) => call(routes.listDutyCalls, {}, options?.signal),
    async ranges(options) {
      return (await call(routes.listDutyRanges, {}, options?.signal)).ranges;
    },
    open: (body, options) => call(routes.openDutyCall, { body }, options?.signal),
    async linkOf(id, asked, options) {
      return (await call(routes.readDutyLink, { params: { call: id, asked } }, options?.signal)).address;
    },
    give: (id, range, volunteerId, options) =>
      call(routes.giveDuty, { params: { call: id }, body: { range, volunteerId } }, options?.signal),
    close: (id, options) => call(routes.closeDutyCall, { params: { call: id } }, options?.signal),
  };
}
