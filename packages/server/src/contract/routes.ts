import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { writeOnce } from '../core/write/write.ts';
import { decideContract, readContract } from './contract.ts';
import { readPayment } from './payment.ts';

export function contractRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readContract: pipeline.reads(operations.readContract, ({ view, query }) =>
      readContract(context.store.db, view, query.get('version')),
    ),
    saveContract: pipeline.writes(operations.saveContract, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideContract(body, actorOf(principal))),
    ),
    readPayment: pipeline.reads(operations.readPayment, (call) => readPayment(context, call)),
  };
}
