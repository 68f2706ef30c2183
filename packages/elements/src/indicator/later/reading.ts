import type { FigurePeriod, FigureSplit, IndicatorDefinition } from '@relais/sdk';
import { faultOf, todayAt, usualPeriod } from '../shared/period.ts';
import type { FiguresPort } from '../shared/port.ts';
import type { Fault, Question, Shown } from '../shared/shown.ts';
import { splitOf } from '../shared/split.ts';
import { isStep, VIEWS } from '../shared/views.ts';

/** A figure is asked for as it cannot be. */
export class Refusal extends Error {
  /** What it is told from a failure by, where this module is not loaded. */
  readonly fault: Fault;
  readonly received: string;

  constructor(fault: Fault, received: string) {
    super(fault);
    this.fault = fault;
    this.received = received;
  }
}

/** @throws {Refusal} before anything is asked of where figures come from */
export async function readFigure(port: FiguresPort, question: Question): Promise<Shown> {
  return question.key === undefined ? read(port, question) : readPublic(port, question, question.key);
}

async function read(port: FiguresPort, question: Question): Promise<Shown> {
  const today = todayAt(port.now());
  const period = periodOf(question, today);
  const { indicators, labels, smallest } = await port.registry();
  const definition = indicators.find(({ id }) => id === question.indicator);
  if (!definition) throw new Refusal('unknown-indicator', question.indicator ?? '');
  const by = splitFor(question, definition, period);
  const { filters, compare } = question;
  const wrong = Object.keys(filters).find((name) => !definition.dimensions.some((dimension) => dimension === name));
  if (wrong) throw new Refusal('filter', wrong);
  const dimensions = new Set([...Object.keys(filters), ...by.filter((split) => !isStep(split))]);
  if (dimensions.size > 2) throw new Refusal('cuts', [...dimensions].join(', '));
  const query = {
    indicators: [definition.id],
    ...period,
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(by.length > 0 && { by: [...by] }),
  };
  const { freshness, figures } = await port.read({ ...query, ...(compare && { compare }) });
  const figure = figures[0]!;
  const before = by.length > 0 ? figure.comparison : undefined;
  const earlier = before && (await port.read({ ...query, from: before.from, to: before.to })).figures[0];
  return { question, definition, figure, earlier, freshness, labels, smallest, today };
}

async function readPublic(port: FiguresPort, question: Question, key: string): Promise<Shown> {
  const { indicator, from, to, view } = question;
  if (indicator === undefined) throw new Refusal('no-indicator', '');
  if (view !== 'number') throw new Refusal('public-number', view);
  const today = todayAt(port.now());
  const asked = periodOf(question, today);
  const { freshness, figures, indicators, smallest } = await port.readPublic({
    key,
    indicators: [indicator],
    ...(from !== undefined && { from: asked.from }),
    ...(to !== undefined && { to: asked.to }),
  });
  const [figure, definition] = [figures[0], indicators.find(({ id }) => id === indicator)];
  if (!figure || !definition) throw new Refusal('unknown-indicator', indicator);
  return { question, definition, figure, earlier: undefined, freshness, labels: {}, smallest, today };
}

function periodOf({ indicator, view, from, to }: Question, today: string): FigurePeriod {
  if (!indicator) throw new Refusal('no-indicator', '');
  if (!VIEWS.includes(view)) throw new Refusal('view', view);
  const period = { ...usualPeriod(today), ...(from && { from }), ...(to && { to }) };
  const fault = faultOf(period, today);
  if (fault) throw new Refusal(fault, `${period.from} – ${period.to}`);
  return period;
}

function splitFor({ view, by }: Question, definition: IndicatorDefinition, period: FigurePeriod): FigureSplit[] {
  if (view === 'number') return [];
  if (by.length === 0) return [...splitOf(view, definition, period)];
  const wrong = by.find((name) => !isStep(name as FigureSplit) && !definition.dimensions.some((one) => one === name));
  if (wrong !== undefined || by.length > 2) throw new Refusal('split', by.join(','));
  return by as FigureSplit[];
}
