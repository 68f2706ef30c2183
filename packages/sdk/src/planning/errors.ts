import { Fault } from '@relais/model';
import type { Problem } from '@relais/model';
import * as z from 'zod/mini';
import { readAs, RefusedError } from '../core/index.ts';
import type { Refusals } from '../core/index.ts';

/** Somebody has published meanwhile: read the planning again and put on top what was changed (`mergeTerritories`). */
export class PlanningChangedError extends RefusedError {
  override readonly name: string = 'PlanningChangedError';
  declare readonly code: 'planning-changed';
  /** The version in force. */
  readonly version: number | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.version = readAs(z.number(), problem['revision']);
  }
}

/** The file breaks a rule; `faults` says where in what was sent. */
export class TerritoryInvalidError extends RefusedError {
  override readonly name: string = 'TerritoryInvalidError';
  declare readonly code: 'territory-invalid';
  readonly faults: readonly Fault[];
  constructor(problem: Problem) {
    super(problem);
    this.faults = readAs(z.array(Fault), problem['faults']) ?? [];
  }
}

/** No agenda can be read at the address; `fault` says why: `not-https`, `host-unknown`, `not-public`… */
export class AgendaAddressRefusedError extends RefusedError {
  override readonly name: string = 'AgendaAddressRefusedError';
  declare readonly code: 'agenda-address-refused';
  readonly fault: string | undefined;
  constructor(problem: Problem) {
    super(problem);
    this.fault = readAs(z.string(), problem['addressFault']);
  }
}

export const planningRefusals: Refusals = {
  'agenda-address-refused': AgendaAddressRefusedError,
  'planning-changed': PlanningChangedError,
  'territory-invalid': TerritoryInvalidError,
};
