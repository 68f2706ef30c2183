export { findContractFaults } from './faults.ts';
export type { ContractFault, ContractFaultKind } from './faults.ts';
export { indicatorsOf, payAll, payMission, periodOn } from './payment.ts';
