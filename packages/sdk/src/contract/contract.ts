import { contractRoutes } from '@relais/model';
import type { KeptContract, PaymentHelp, SaveContract } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

type Of = { readonly core: ClientCore };

/** The contract of the ACI as it is in force, with the versions there were; an earlier one by its number. */
export function readContract({ core }: Of, version?: number, options?: CallOptions): Promise<KeptContract> {
  return core.call(contractRoutes.readContract, { query: { version: version?.toString() } }, options?.signal);
}

/** Puts a contract in force; refused (`contract-changed`) when somebody has put another there since the version it was made from. */
export function saveContract(
  { core }: Of,
  contract: SaveContract,
  options?: CallOptions,
): Promise<{ version: number }> {
  return core.call(contractRoutes.saveContract, { body: contract }, options?.signal);
}

/** Fixed + variable × attainment of the period in which a day is, without one that of today: a help, and a claim on nobody. */
export function readPayment({ core }: Of, on?: string, options?: CallOptions): Promise<PaymentHelp> {
  return core.call(contractRoutes.readPayment, { query: { on } }, options?.signal);
}
