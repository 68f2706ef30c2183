import { indicatorsOf, payAll, payMission, periodOn } from '@relais/engine/contract';
import {
  AciContract,
  KeptContract,
  PaymentHelp,
  type FigureList,
  type FigureQuery,
  type SaveContract,
} from '@relais/model';
import type { ContractPort } from '../../packages/elements/src/indicator/index.ts';

/** How a contract of paper differs from one that is typed in. */
export type ContractMood =
  /** Nobody has typed any. */
  | 'none'
  /** Its only period is over. */
  | 'silent'
  /** Its period has not begun. */
  | 'toCome'
  /** Made up, to show how it works. */
  | 'illustrative'
  /** Somebody saves another one first. */
  | 'overtaken'
  | 'forbidden'
  | 'unreachable';

const TODAY = '2026-11-30';

const typedIn = AciContract.parse({
  formatVersion: 'relais-contract/1',
  periods: [
    {
      ...{ from: '2026-01-01', to: '2026-12-31', size: 'from40000' },
      missions: [
        {
          ...{ mission: 'access', fixed: 2_000_000, variable: 1_000_000 },
          indicators: [
            { indicator: 'SNP-07', weight: 50, baseline: 40, target: 90 },
            {
              indicator: 'ACI-A1',
              weight: 30,
              target: 60,
              typed: { value: 42.5, source: 'Tableau de suivi, octobre 2026' },
            },
            { indicator: 'ACI-A4', weight: 20, target: 50 },
          ],
        },
        {
          ...{ mission: 'crisis', fixed: 750_000, variable: 250_050 },
          indicators: [{ indicator: 'ACI-C1', weight: 100, target: 1, rule: 'reached' }],
        },
      ],
    },
  ],
});

/** The contract of a structure, written by hand; what it would bring is reckoned by the engine from the figures beside it. */
export class PaperContract implements ContractPort {
  readonly #read: (query: FigureQuery) => Promise<FigureList>;
  #mood: ContractMood | undefined;
  #version: number;
  #contract: AciContract;

  constructor(mood: ContractMood | undefined, read: (query: FigureQuery) => Promise<FigureList>) {
    this.#read = read;
    this.#mood = mood;
    this.#version = mood === 'none' ? 0 : 3;
    const moved = { silent: '2024', toCome: '2027' }[mood as string];
    this.#contract = {
      ...typedIn,
      ...(mood === 'illustrative' && { illustrative: true as const }),
      periods: mood === 'none' ? [] : typedIn.periods.map((period) => (moved ? inYear(period, moved) : period)),
    };
  }

  read = (): Promise<KeptContract> => {
    if (this.#mood === 'forbidden' || this.#mood === 'unreachable') return Promise.reject(failure(this.#mood));
    const versions = Array.from({ length: this.#version }, (_, place) => ({
      version: this.#version - place,
      at: `2026-0${this.#version - place}-10T09:00:00Z`,
    }));
    return Promise.resolve(KeptContract.parse({ version: this.#version, contract: this.#contract, versions }));
  };

  save = ({ base, contract }: SaveContract): Promise<{ version: number }> => {
    if (this.#mood === 'overtaken') {
      this.#mood = undefined;
      this.#version += 1;
    }
    if (base !== this.#version) return Promise.reject(failure('contract-changed'));
    this.#contract = AciContract.parse(contract);
    this.#version += 1;
    return Promise.resolve({ version: this.#version });
  };

  payment = async (on?: string): Promise<PaymentHelp> => {
    const asked = on ?? (this.#mood === 'toCome' ? this.#contract.periods[0]!.from : TODAY);
    const period = periodOn(this.#contract, asked);
    if (!period) throw failure('contract-silent');
    const { from, to, size } = period;
    const until = to < TODAY ? to : TODAY;
    const hasBegun = from <= TODAY;
    const days = hasBegun ? { from, to: until } : { from: TODAY, to: TODAY };
    const { freshness, figures } = await this.#read({ indicators: indicatorsOf(period), ...days });
    const missions = period.missions.map((mission) =>
      payMission(mission, (id) => (hasBegun ? figures.find(({ indicator }) => indicator === id) : undefined)),
    );
    const { illustrative } = this.#contract;
    return PaymentHelp.parse({
      ...{ freshness, version: this.#version, from, to, size, missions },
      ...(illustrative && { illustrative }),
      ...(hasBegun && { until }),
      ...payAll(missions),
    });
  };
}

function inYear<T extends { readonly from: string; readonly to: string }>(period: T, year: string): T {
  return { ...period, from: `${year}${period.from.slice(4)}`, to: `${year}${period.to.slice(4)}` };
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
