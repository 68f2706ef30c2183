import {
  CooperationReport,
  FigureSuggestions,
  FigureExport,
  FigureLines,
  FigureList,
  IndicatorRegistry,
  type ExportFileCheck,
  type Figure,
  type FigureCell,
  type FigureQuery,
  type FigureSplit,
  type Freshness,
  type IndicatorUnit,
} from '@relais/model';
import { measureBundle, readFigureCsv } from '@relais/engine/indicators/files';
import { indicatorDefinitions as definitions } from '@relais/engine/indicators';
import { PaperBoards, type BoardsMood } from '../dashboard/paper-boards.ts';
import { PaperContract, type ContractMood } from '../dashboard/paper-contract.ts';
import type { FiguresPort } from '../../packages/elements/src/indicator/index.ts';

export { definitions };

/** A Monday, 09:40 at the place. */
export const NOW = Date.parse('2026-11-30T08:40:00Z');

const REASONS = {
  'sore-throat': { fr: 'Douleur ou infection de la gorge', en: 'Sore throat' },
  cystitis: { fr: 'Brûlures urinaires chez la femme de 16 à 65 ans', en: 'Burning when passing water' },
  certificate: { fr: 'Certificat', en: 'Certificate' },
  wound: { fr: 'Plaie', en: 'Wound' },
  cough: { fr: 'Toux', en: 'Cough' },
};

const registry = IndicatorRegistry.parse({
  indicators: [...definitions],
  ageBands: [0, 2, 15, 45, 65, 75],
  smallest: 5,
  labels: {
    reason: REASONS,
    origin: { self: { fr: 'Le patient', en: 'The patient' }, pharmacist: { fr: 'Pharmacien', en: 'Pharmacist' } },
    protocol: { odynophagie: { fr: 'Odynophagie', en: 'Sore throat' } },
  },
});

/** How what is written there is to differ from an ordinary day. */
export interface PaperOptions {
  /** What was counted elsewhere stands beside it: most of it months of 2025. */
  readonly hasHistory?: boolean;
  readonly mood?: 'empty' | 'hidden' | 'early' | 'incalculable' | 'behind' | 'narrowed';
  /** How what figures speak for differs from two protocols and one reason. */
  readonly suggests?: 'nothing' | 'early' | 'unreachable';
  /** Whoever looks may not have the complete figures of a declaration. */
  readonly mayNotDeclare?: boolean;
  /** The code of the error with which all fails. */
  readonly code?: string;
  /** Fails from the second reading on. */
  readonly isLostLater?: boolean;
  readonly isSlow?: boolean;
  /** How its contract of the ACI differs from one that is typed in. */
  readonly contract?: ContractMood;
  /** It keeps the boards of the structure, and how these differ; `kept` for two that whoever looks may change. */
  readonly keeps?: BoardsMood | 'kept';
}

/** Figures written by hand, made through the schemas of the contract: what the backend answers can be shown without one. */
export class PaperPort implements FiguresPort {
  readonly #options: PaperOptions;
  readonly contract: PaperContract;
  readonly boards: PaperBoards | undefined;
  readonly asked: FigureQuery[] = [];
  readonly #listeners = new Set<() => void>();
  /** Grows when figures move. */
  more = 0;

  constructor(options: PaperOptions = {}) {
    this.#options = options;
    this.contract = new PaperContract(options.contract, (query) => this.read(query));
    const { keeps } = options;
    this.boards = keeps && new PaperBoards(keeps === 'kept' ? undefined : keeps);
  }

  now = (): number => NOW;

  name = (): Promise<string> => Promise.resolve('CPTS des Rives de l’Orme');

  /** Something has happened, and is counted. */
  move(): void {
    this.more += 1;
    for (const listener of this.#listeners) listener();
  }

  follow = (onMoved: () => void): (() => void) => {
    this.#listeners.add(onMoved);
    return () => this.#listeners.delete(onMoved);
  };

  registry = async (): Promise<IndicatorRegistry> => {
    await this.#answer();
    return registry;
  };

  read = async (query: FigureQuery): Promise<FigureList> => {
    this.asked.push(query);
    await this.#answer();
    if (this.#options.isLostLater && this.more > 0) throw failure('unreachable');
    return FigureList.parse({
      freshness: this.#freshness(),
      figures: query.indicators.map((id) => this.#figure(id, query)),
    });
  };

  readPublic = async ({ indicators = ['SNP-01'] }: { readonly indicators?: readonly string[] | undefined }) => {
    const list = await this.read({ indicators: [...indicators], from: '2025-11-01', to: '2026-10-31' });
    return {
      ...list,
      indicators: definitions.filter(({ id }) => indicators.includes(id)),
      smallest: registry.smallest,
    };
  };

  lines = async ({ filters }: Parameters<FiguresPort['lines']>[0]): Promise<FigureLines> => {
    await this.#answer();
    if (this.#options.mood === 'hidden') throw failure('figure-hidden');
    if (filters && Object.keys(filters).includes('commune')) throw failure('invalid-request');
    return FigureLines.parse({
      freshness: this.#freshness(),
      total: 212,
      lines: Array.from({ length: 8 }, (_, place) => ({
        date: `2026-11-${String(20 - place).padStart(2, '0')}`,
        counts: place !== 3,
        values: { reason: 'sore-throat', origin: place % 2 ? 'self' : 'pharmacist' },
        ...(this.#options.mood !== 'narrowed' && { events: [9000 - place * 7] }),
        ...(place === 0 && { subject: 'run-1' }),
      })),
      next: 'more',
    });
  };

  export = async (query: FigureQuery, exportId = 'paper-export'): Promise<FigureExport> => {
    const { freshness, figures } = await this.read(query);
    return FigureExport.parse({
      kind: 'relais-figures',
      format: 1,
      structure: 'rives-de-lorme',
      structureName: 'CPTS des Rives de l’Orme',
      exportId,
      author: 'p-7f3a',
      at: '2026-11-30T08:40:00Z',
      freshness,
      query,
      definitions: definitions.filter(({ id }) => query.indicators.includes(id)),
      figures,
      seal: 'c2VhbA',
    });
  };

  measures = async (exports: FigureExport[], language: 'fr' | 'en') => {
    await this.#answer();
    return measureBundle(exports, language);
  };

  document: NonNullable<FiguresPort['document']> = async () => {
    await this.#answer();
    return new TextEncoder().encode('%PDF-');
  };

  report = async () => {
    await this.#answer();
    return new TextEncoder().encode('PK');
  };

  suggestions = async (): Promise<FigureSuggestions> => {
    await this.#answer();
    const { suggests } = this.#options;
    if (suggests === 'unreachable') throw failure('unreachable');
    return FigureSuggestions.parse({
      freshness: this.#freshness(),
      counted: suggests === 'early' ? null : { from: '2025-10-01', to: '2026-09-30' },
      themes: suggests
        ? []
        : [
            { theme: 'paediatrics', from: 2, to: 14, numerator: 187, denominator: 938 },
            { theme: 'falls', from: 75, numerator: 121, denominator: 938 },
          ],
      season: {
        weeks: { from: '2026-11-16', to: '2026-11-29' },
        ...(suggests === 'early' && { comparableFrom: '2027-12-06' }),
        reasons: suggests ? [] : ['cough'],
      },
    });
  };

  declaration = async (protocol: string, year: number): Promise<CooperationReport> => {
    await this.#answer();
    if (this.#options.mayNotDeclare) throw failure('forbidden');
    const query = { from: `${year}-01-01`, to: `${year}-12-31`, filters: { protocol: [protocol] } };
    const indicators = ['COOP-01', 'COOP-02', 'COOP-03', 'COOP-04'];
    return CooperationReport.parse({
      ...{ protocol, title: 'Odynophagie', year, freshness: this.#freshness() },
      figures: indicators.map((id) => this.#figure(id, { ...query, indicators: [id] })),
      sentences: [
        '1° Nombre de patients ayant été pris en charge au titre du protocole : 86.',
        '2° Taux de reprise par les professionnels de santé délégants : 8,1 % (7/86).',
        '3° Nature et taux d’événements indésirables : 1,2 % (1/86). Nature : médicament, modéré (1).',
        '4° Taux de satisfaction des professionnels de santé adhérents au protocole : 75,0 % (3/4).',
      ],
    });
  };

  /** Its seals are of no server: tables alone are looked at. */
  check = async (file: Uint8Array): Promise<ExportFileCheck> => {
    await this.#answer();
    const read = readFigureCsv(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file));
    if (!read) throw failure('invalid-request');
    return { kind: 'csv', sealed: true, inLog: true, isIntact: read.isIntact, missing: [], added: [] };
  };

  async #answer(): Promise<void> {
    if (this.#options.isSlow) await new Promise<never>(() => undefined);
    if (this.#options.code) throw failure(this.#options.code);
    await Promise.resolve();
  }

  #freshness(): Freshness {
    return {
      asOf: '2026-11-30T08:38:12Z',
      at: '2026-11-30T08:40:00Z',
      behind: this.#options.mood === 'behind' ? 12 : 0,
      sequence: 91_204,
      hash: '9f2c51ab77d04e3388c1b0aa6d5e9f2c51ab77d04e3388c1b0aa6d5e9f2c51ab',
    };
  }

  #figure(id: string, query: FigureQuery): Figure {
    const { mood } = this.#options;
    const { from, to, by, compare, filters = {} } = query;
    const { unit, source } = definitions.find((definition) => definition.id === id)!;
    const isOut = mood === 'early' || source === 'notMeasured';
    const counted = isOut ? null : mood === 'narrowed' ? { from, to: '2026-11-22' } : { from, to };
    const numbers = this.#numbers(id, unit, (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1);
    const cells = by && !isOut && mood !== 'empty' ? cellsOf(unit, by, query) : undefined;
    return {
      ...{ indicator: id, version: 1, unit, source, from, to, counted, filters },
      ...(isOut ? { value: null, numerator: null } : numbers),
      excluded: { cancelled: 14, erroneous: null, training: 31, trial: 0, needsReview: 2, unknownPatient: 0 },
      ...(by && { by, cells: cells ?? [] }),
      ...(this.#options.hasHistory && (source === 'declared' ? { ofWhichTakenOver: 12 } : takenOverIn(query, unit))),
      ...(compare &&
        !isOut && { comparison: { kind: compare, ...earlier(query), counted: earlier(query), ...lower(numbers) } }),
    };
  }

  #numbers(id: string, unit: IndicatorUnit, days: number): Numbers {
    const { mood } = this.#options;
    if (mood === 'hidden')
      return { value: null, numerator: null, ...(unit === 'percent' && { denominator: null }), hidden: 'small-cell' };
    if (mood === 'empty')
      return unit === 'percent' ? { value: null, numerator: 0, denominator: 0 } : { value: 0, numerator: 0 };
    if (mood === 'incalculable') return { value: null, numerator: 2, denominator: 0 };
    return numbersFor(unit, days * (3 + (id.charCodeAt(id.length - 1) % 4)) + this.more);
  }
}

/** Ten months, and six weeks that are no step of any calendar. */
function takenOverIn({ from, to }: FigureQuery, unit: IndicatorUnit): Pick<Figure, 'takenOver'> {
  const periods = [
    ...Array.from({ length: 10 }, (_, month) => ({
      from: date(Date.UTC(2025, month, 1)),
      to: date(Date.UTC(2025, month + 1, 0)),
    })),
    { from: '2025-11-01', to: '2025-12-15' },
  ];
  const counts = periods.map((period, place) => ({
    ...{ ...period, import: 'import-2025' },
    ...(place === 2
      ? { value: null, numerator: null, hidden: 'small-cell' as const }
      : withoutTail(numbersFor(unit, 60 + place * 7))),
  }));
  const within = counts.filter((one) => one.from <= to && from <= one.to);
  return within.length > 0 ? { takenOver: within } : {};
}

function withoutTail({ p90: _, ...numbers }: Numbers): Numbers {
  return numbers;
}

function date(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

type Numbers = Pick<FigureCell, 'value' | 'numerator' | 'denominator' | 'p90' | 'hidden'>;

function numbersFor(unit: IndicatorUnit, size: number): Numbers {
  if (unit === 'percent') {
    const denominator = Math.max(1, Math.round(size * 1.3));
    const numerator = Math.round(denominator * (0.62 + (size % 9) / 30));
    return { value: (numerator / denominator) * 100, numerator, denominator };
  }
  if (unit === 'minutes') return { value: 165 + (size % 40), numerator: size, denominator: size, p90: 640 };
  return unit === 'yesNo' ? { value: 1, numerator: 1 } : { value: size, numerator: size };
}

function lower(numbers: Numbers): Numbers {
  const { value, numerator } = numbers;
  return value === null || numerator === null
    ? numbers
    : { ...numbers, value: value * 0.9, numerator: Math.round(numerator * 0.9) };
}

function earlier({ from, to, compare }: FigureQuery): { from: string; to: string } {
  if (compare === 'sameLastYear')
    return {
      from: `${Number(from.slice(0, 4)) - 1}${from.slice(4)}`,
      to: `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`,
    };
  const length = Date.parse(to) - Date.parse(from) + 86_400_000;
  const move = (date: string) => new Date(Date.parse(date) - length).toISOString().slice(0, 10);
  return { from: move(from), to: move(to) };
}

const KEYS: Partial<Record<FigureSplit, readonly string[]>> = {
  reason: Object.keys(REASONS),
  origin: ['self', 'pharmacist', 'unknown'],
  ageBand: ['0-1', '2-14', '15-44', '45-64', '65-74', '75+'],
  weekday: ['1', '2', '3', '4', '5', '6', '7'],
  hour: Array.from({ length: 13 }, (_, place) => `${place + 8}`),
  protocol: ['odynophagie'],
  site: ['centre'],
  profession: ['nurse', 'pharmacist'],
};

function cellsOf(unit: IndicatorUnit, by: readonly FigureSplit[], { from, to }: FigureQuery): FigureCell[] {
  const [first, second] = by.map((split) => KEYS[split] ?? datesOf(split, from, to));
  const keys = (first ?? []).flatMap((key) => (second ? second.map((other) => [key, other]) : [[key]]));
  return keys.map((key, place) => {
    const year = Number(from.slice(0, 4)) - 2024;
    const size = Math.round(10 + 2 * year + 12 * Math.sin(place / 3 + year) + ((place * 7) % 11));
    const isHidden = size < 5;
    const nothing: Numbers = {
      value: null,
      numerator: null,
      ...(unit === 'percent' && { denominator: null }),
      hidden: 'small-cell',
    };
    return { key, ...(isHidden ? nothing : numbersFor(unit, size)) };
  });
}

function datesOf(step: FigureSplit, from: string, to: string): string[] {
  const all = new Set<string>();
  for (let time = Date.parse(from); time <= Date.parse(to); time += 86_400_000) all.add(firstOf(step, new Date(time)));
  return [...all];
}

function firstOf(step: FigureSplit, date: Date): string {
  const day = date.toISOString().slice(0, 10);
  if (step === 'week')
    return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
  if (step === 'quarter')
    return `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  return step === 'month' ? `${day.slice(0, 7)}-01` : step === 'year' ? `${day.slice(0, 4)}-01-01` : day;
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
