import type { AciContract, ContractIndicator, ContractMission, ContractPeriod, SaveContract } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  SaveContract: SaveContract;
  AciContract: AciContract;
  ContractPeriod: ContractPeriod;
  ContractMission: ContractMission;
  ContractIndicator: ContractIndicator;
}

const members: MembersOf<Sent> = {
  SaveContract: { base: 'The version it was made from; 0 where there was none', contract: 'All of it, as it is to be' },
  AciContract: {
    formatVersion: 'What this document is',
    illustrative: 'It was made up to show how it works; when absent it was agreed',
    periods: 'What holds when, by date, none with a day of another',
  },
  ContractPeriod: {
    from: 'First day, in Europe/Paris',
    to: 'Last day, included',
    size: 'Inhabitants of the territory, by the sizes of the agreement',
    missions: 'Each mission once',
  },
  ContractMission: {
    mission: 'The mission of the ACI',
    fixed: 'Its fixed amount for all of the period, in cents',
    variable: 'Its variable amount for all of the period, in cents',
    indicators: 'What the variable amount is measured by; weights add up to 100',
  },
  ContractIndicator: {
    indicator: 'Id of the indicator',
    weight: 'Its share of the variable amount, of 100',
    baseline: 'Where it begins, in its own unit; when absent 0',
    target: 'Where it is to get; below the baseline for one that falls',
    rule: 'Whether it counts in proportion or once it is reached; when absent in proportion',
    typed: 'A value typed in place of the figure, and where it was read; when absent the figure counts',
  },
};

export const contractWords: ApiWords = {
  members,
  problems: {
    'contract-changed': { revision: { type: 'integer', description: 'Version of the contract as it stands' } },
  },
};
