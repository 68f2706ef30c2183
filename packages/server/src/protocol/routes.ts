import { operations } from '@relais/model';
import { actorOf } from '../core/http/access.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import type { StructureView } from '../core/view.ts';
import { writeOnce } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { importProtocolOnce, proveOnce } from './bring.ts';
import {
  decideActivation,
  decideActivationEnd,
  decideMode,
  decideParameter,
  decideReview,
  decideStep,
} from './changes.ts';
import { authorOf } from './policy.ts';
import { listProtocols, readVersion } from './read.ts';

export function protocolRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  const today = ({ documents }: StructureView) => todayIn(documents, context.clock());
  return {
    listProtocols: pipeline.reads(operations.listProtocols, async ({ structureId, view }) => ({
      sequence: view.sequence,
      protocols: await listProtocols(db, structureId, today(view)),
    })),
    readProtocol: pipeline.reads(operations.readProtocol, async ({ structureId, view, params }) => ({
      sequence: view.sequence,
      ...(await readVersion(db, structureId, nameOf(params), today(view))),
    })),
    importProtocol: pipeline.writes(operations.importProtocol, ({ structureId, body: document, principal }, key) =>
      importProtocolOnce(context, key, { document, structureId, actor: actorOf(principal) }),
    ),
    takeProtocolStep: pipeline.writes(operations.takeProtocolStep, ({ structureId, params, body, principal }, key) =>
      proveOnce(context, structureId, key, () =>
        decideStep(context, structureId, nameOf(params), body, authorOf(principal)),
      ),
    ),
    switchProtocolMode: pipeline.writes(
      operations.switchProtocolMode,
      ({ structureId, params, body, principal }, key) =>
        writeOnce(context, structureId, key, decideMode(nameOf(params), body, authorOf(principal))),
    ),
    reviewProtocol: pipeline.writes(operations.reviewProtocol, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideReview(nameOf(params), body, authorOf(principal))),
    ),
    planActivation: pipeline.writes(operations.planActivation, ({ structureId, params, body, principal }, key) =>
      writeOnce(context, structureId, key, decideActivation(context, params.protocol, body, authorOf(principal))),
    ),
    endActivation: pipeline.writes(operations.endActivation, ({ structureId, params, body, principal }, key) => {
      const name = { protocolId: params.protocol, activation: params.activation };
      return writeOnce(context, structureId, key, decideActivationEnd(name, body, authorOf(principal)));
    }),
    setParameter: pipeline.writes(operations.setParameter, ({ structureId, params, body, principal }, key) =>
      proveOnce(context, structureId, key, () =>
        decideParameter(context, structureId, params.protocol, body, authorOf(principal)),
      ),
    ),
  };
}

function nameOf({ protocol, version }: { readonly protocol: string; readonly version: string }) {
  return { protocolId: protocol, version };
}
