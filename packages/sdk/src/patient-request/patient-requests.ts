import { patientRequestRoutes as routes } from '@relais/model';
import type { LeftRequest, PatientRequest, PatientRequestView, RequestService } from '@relais/model';
import { randomId } from '../core/index.ts';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** What opens one request: its link. */
export interface RequestLink {
  readonly requestId: string;
  readonly token: string;
}

/** Requests to be called back that patients leave by themselves. Nobody is signed in. */
export interface PatientRequests {
  /** Whether one may be left now, and when the service calls. */
  service(options?: CallOptions): Promise<RequestService>;
  /** An id for a new request: sent again with it, after whatever has failed, it is the same request. */
  createId(): string;
  /** @throws {RefusedError} `requests-closed`, `checklist-missing`, `checklist-outdated`, `checklist-blocks-booking`, `queue-full` */
  leave(request: PatientRequest, options?: CallOptions): Promise<LeftRequest>;
  /** Looking changes nothing. */
  read(link: RequestLink, options?: CallOptions): Promise<PatientRequestView>;
  /** @throws {RefusedError} `callback-closed` for one that has been dealt with */
  withdraw(link: RequestLink, options?: CallOptions): Promise<PatientRequestView>;
}

export function createPatientRequests({ core: { call } }: { readonly core: ClientCore }): PatientRequests {
  return {
    service: (options) => call(routes.readRequestService, {}, options?.signal),
    createId: randomId,
    leave: (body, options) => call(routes.leaveRequest, { body }, options?.signal),
    read: ({ requestId, token }, options) =>
      call(routes.readPatientRequest, { params: { patientRequest: requestId }, token }, options?.signal),
    withdraw: ({ requestId, token }, options) =>
      call(routes.withdrawRequest, { params: { patientRequest: requestId }, token }, options?.signal),
  };
}
