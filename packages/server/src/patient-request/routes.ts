import { operations } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { writeOnce } from '../core/write/write.ts';
import { decideOwnRequest, decideWithdrawal, readRequest } from './patient-requests.ts';
import { presentService } from './service.ts';

export function patientRequestRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readRequestService: pipeline.reads(operations.readRequestService, ({ view }) =>
      presentService(view.documents, ruleTime(context.clock())),
    ),

    leaveRequest: pipeline.writes(
      operations.leaveRequest,
      ({ structureId, body }, key) => writeOnce(context, structureId, key, decideOwnRequest(context, body)),
      // A telephone number asks so often.
      ({ body }) => ({ contact: body.phone }),
    ),

    readPatientRequest: pipeline.reads(operations.readPatientRequest, ({ view, params }) =>
      readRequest(context, view, params.patientRequest),
    ),

    withdrawRequest: pipeline.writes(operations.withdrawRequest, ({ structureId, params }, key) =>
      writeOnce(context, structureId, key, decideWithdrawal(context, params.patientRequest)),
    ),
  };
}
