// The rules a form is judged by; the server asks the same function.
export { findContractFaults } from '@relais/engine/contract';
export type { ContractFault, ContractFaultKind } from '@relais/engine/contract';
export { readContract, readPayment, saveContract } from './contract.ts';
