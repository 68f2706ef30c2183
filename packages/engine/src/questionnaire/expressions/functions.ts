import type { Today } from '../clock.ts';
import type { FormItem } from '../form-item.ts';
import { weight } from '../response-tree.ts';
import { isObject } from '../values.ts';
import { jsonOf, Moment, plain, toList, Value } from './data.ts';
import { binary, distinct, EvaluationError, single, tidy, truth } from './operators.ts';

/** A part of a compiled expression: what it gives for what `$this` is. */
export type Run = (env: Env) => readonly unknown[];

/** What an expression is evaluated with. */
export interface Env {
  /** The item the expression stands on. */
  readonly item: FormItem;
  /** `$this`. */
  readonly self: readonly unknown[];
  readonly index?: number;
  readonly total?: readonly unknown[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly today: () => Today;
}

/** A function of FHIRPath: its input, its arguments not yet evaluated, and the surroundings. */
type Implementation = (input: readonly unknown[], args: readonly Run[], env: Env) => readonly unknown[];

const list = (value: unknown): unknown[] => (value === undefined ? [] : [value]);

/** What an argument gives for each node of the input. */
function each(input: readonly unknown[], run: Run | undefined, env: Env): (readonly unknown[])[] {
  return input.map((node, index) => run?.({ ...env, self: [node], index }) ?? []);
}

function filter(input: readonly unknown[], run: Run | undefined, env: Env): unknown[] {
  if (!run) return [...input];
  const results = each(input, run, env);
  return input.filter((_, index) => truth(results[index] ?? []) === true);
}

function argument(run: Run | undefined, env: Env): unknown {
  return single(run?.(env) ?? []);
}

/** A function of one text; empty for an empty input. */
function ofText(work: (text: string, args: unknown[]) => unknown): Implementation {
  return (input, args, env) => {
    const text = single(input);
    if (text === undefined) return [];
    if (typeof text !== 'string') throw new EvaluationError('text expected');
    const values = args.map((arg) => argument(arg, env));
    return values.includes(undefined) ? [] : list(work(text, values));
  };
}

function ofNumber(work: (value: number, argument: number) => number): Implementation {
  return (input, [arg], env) => {
    const value = single(input);
    const other = arg ? argument(arg, env) : 0;
    if (value === undefined || other === undefined) return [];
    if (typeof value !== 'number' || typeof other !== 'number') throw new EvaluationError('number expected');
    return list(tidy(work(value, other)));
  };
}

/** Rounds as written, half away from zero: 2.345 to 2 digits is 2.35 although the double lies below. */
function round(value: number, digits: number): number {
  const shifted = Number(`${Math.abs(value)}e${digits}`);
  return Math.sign(value) * Number(`${Math.round(shifted)}e${-digits}`);
}

function extreme(sign: string): Implementation {
  return (input) =>
    input
      .map(plain)
      .reduce<unknown[]>(
        (best, value) => (best.length === 0 || binary(sign, [value], () => best)[0] ? [value] : best),
        [],
      );
}

function sum(input: readonly unknown[]): unknown[] {
  return input.length === 0
    ? []
    : input.map(plain).reduce<unknown[]>((total, value) => binary('+', total, () => [value]), [0]);
}

function weights(input: readonly unknown[]): unknown[] {
  return input.flatMap((node) => toList(weight(node instanceof Value ? node.answer : node)));
}

function isPrimitive(value: unknown): boolean {
  return value instanceof Moment || !isObject(value);
}

function toText(value: unknown): string | undefined {
  if (value instanceof Moment) return String(jsonOf(value));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function toNumber(value: unknown, pattern: RegExp): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return pattern.test(String(value)) ? value : undefined;
  return typeof value === 'string' && pattern.test(value) ? Number(value) : undefined;
}

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

/** The functions evaluated here; any other makes an expression one for the full engine. */
export const functions: Record<string, Implementation> = {
  where: (input, [criterion], env) => filter(input, criterion, env),
  select: (input, [projection], env) => each(input, projection, env).flat(),
  all: (input, [criterion], env) => [filter(input, criterion, env).length === input.length],
  exists: (input, [criterion], env) => [filter(input, criterion, env).length > 0],
  empty: (input) => [input.length === 0],
  not: (input) => {
    const value = truth(input);
    return value === undefined ? [] : [!value];
  },
  hasValue: (input) => [input.length === 1 && isPrimitive(plain(input[0]))],
  count: (input) => [input.length],
  sum,
  avg: (input) => binary('/', sum(input), () => [input.length]),
  min: extreme('<'),
  max: extreme('>'),
  first: (input) => input.slice(0, 1),
  last: (input) => input.slice(-1),
  tail: (input) => input.slice(1),
  skip: (input, [count], env) => input.slice(Math.max(0, Number(argument(count, env)))),
  take: (input, [count], env) => input.slice(0, Math.max(0, Number(argument(count, env)))),
  single: (input) => {
    single(input);
    return input;
  },
  distinct: (input) => distinct(input),
  isDistinct: (input) => [distinct(input).length === input.length],
  union: (input, [other], env) => distinct([...input, ...(other?.(env) ?? [])]),
  combine: (input, [other], env) => [...input, ...(other?.(env) ?? [])],
  allTrue: (input) => [input.every((node) => plain(node) === true)],
  anyTrue: (input) => [input.some((node) => plain(node) === true)],
  allFalse: (input) => [input.every((node) => plain(node) === false)],
  anyFalse: (input) => [input.some((node) => plain(node) === false)],
  iif: (input, [condition, yes, no], env) => {
    const inner = input.length === 1 ? { ...env, self: input } : env;
    return (truth(condition?.(inner) ?? []) === true ? yes : no)?.(inner) ?? [];
  },
  aggregate: (input, [step, start], env) =>
    input.reduce<readonly unknown[]>(
      (total, node, index) => step?.({ ...env, self: [node], index, total }) ?? [],
      start?.(env) ?? [],
    ),
  weight: weights,
  ordinal: weights,
  today: (_, __, env) => [new Moment(env.today().date)],
  now: (_, __, env) => [new Moment(env.today().dateTime)],
  timeOfDay: (_, __, env) => [new Moment(`T${env.today().time}`)],
  toString: (input: readonly unknown[]) => list(toText(single(input))),
  toInteger: (input) => list(toNumber(single(input), INTEGER)),
  toDecimal: (input) => list(toNumber(single(input), DECIMAL)),
  join: (input, [separator], env) => {
    const texts = input.map((node) => toText(plain(node)));
    return texts.length > 0 ? [texts.join(toText(separator && argument(separator, env)) ?? '')] : [];
  },
  substring: ofText((text, [start, length]) => {
    const from = Number(start);
    if (from < 0 || from >= text.length) return undefined;
    return text.slice(from, length === undefined ? undefined : from + Math.max(0, Number(length)));
  }),
  startsWith: ofText((text, [part]) => text.startsWith(String(part))),
  endsWith: ofText((text, [part]) => text.endsWith(String(part))),
  contains: ofText((text, [part]) => text.includes(String(part))),
  indexOf: ofText((text, [part]) => text.indexOf(String(part))),
  length: ofText((text) => text.length),
  upper: ofText((text) => text.toUpperCase()),
  lower: ofText((text) => text.toLowerCase()),
  trim: ofText((text) => text.trim()),
  replace: ofText((text, [part, other]) => text.replaceAll(String(part), String(other))),
  matches: ofText((text, [pattern]) => new RegExp(String(pattern), 'su').test(text)),
  abs: ofNumber(Math.abs),
  ceiling: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  truncate: ofNumber(Math.trunc),
  round: ofNumber(round),
  sqrt: ofNumber(Math.sqrt),
  exp: ofNumber(Math.exp),
  ln: ofNumber(Math.log),
  log: ofNumber((value, base) => (base > 0 ? Math.log(value) / Math.log(base) : NaN)),
  power: ofNumber(Math.pow),
};
