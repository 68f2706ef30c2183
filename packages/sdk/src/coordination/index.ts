import { coordinationRoutes } from '@relais/model';
import type { MatterList } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** What those who answer for a structure have to look after. */
export interface Coordination {
  /** What needs a person today, the gravest first. */
  matters(options?: CallOptions): Promise<MatterList>;
}

export function createCoordination({ core: { call } }: { readonly core: ClientCore }): Coordination {
  return { matters: (options) => call(coordinationRoutes.listMatters, {}, options?.signal) };
}

export type { Matter, MatterKind, MatterList } from '@relais/model';
