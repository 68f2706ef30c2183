import { allocationOperations } from './allocation/index.ts';
import { bookingOperations } from './booking/index.ts';
import type { Operation } from './core/operation.ts';
import { schedulingOperations } from './scheduling/index.ts';
import { structureOperations } from './structure/index.ts';

/** The whole contract of `/api/v1`: routes, rights, shapes. The server mounts it, OpenAPI is made from it, the access test walks it. */
export const operations = {
  ...structureOperations,
  ...schedulingOperations,
  ...bookingOperations,
  ...allocationOperations,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** Path of everything a structure has. */
export const structurePath = '/api/v1/structures/{structure}';
