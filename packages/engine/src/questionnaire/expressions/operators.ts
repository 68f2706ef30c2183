import { FormItem } from '../form-item.ts';
import { compareMoments } from '../compare.ts';
import { isObject, isSame } from '../values.ts';
import { Amount, isSameItem, Moment, plain } from './data.ts';
import { addToMoment } from './durations.ts';

/** An error the data of a form causes; the rule then gives nothing and says so. */
export class EvaluationError extends Error {}

/** The one value of a collection; undefined when it is empty. */
export function single(nodes: readonly unknown[]): unknown {
  if (nodes.length > 1) throw new EvaluationError('one value expected, several found');
  return plain(nodes[0]);
}

/** The truth of a collection: its boolean, or true for any other single value ("singleton evaluation"). */
export function truth(nodes: readonly unknown[]): boolean | undefined {
  const value = single(nodes);
  return value === undefined ? undefined : typeof value === 'boolean' ? value : true;
}

const wrap = (value: unknown): unknown[] => (value === undefined ? [] : [value]);

/** Equality of two collections; undefined when one is empty or when it cannot be decided (partial dates). */
export function areEqual(left: readonly unknown[], right: readonly unknown[]): boolean | undefined {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length !== right.length) return false;
  let result: boolean | undefined = true;
  for (let i = 0; i < left.length && result !== false; i++) {
    const same = isEqual(plain(left[i]), plain(right[i]));
    result = same === true ? result : same;
  }
  return result;
}

function isEqual(a: unknown, b: unknown): boolean | undefined {
  if (a instanceof Moment && b instanceof Moment) {
    if (a.isTime !== b.isTime) return false;
    const order = compareMoments(strip(a), strip(b));
    return order === undefined ? undefined : order === 0;
  }
  if (a instanceof Moment || b instanceof Moment) return false;
  if (a instanceof FormItem && b instanceof FormItem) return isSameItem(a, b);
  return a === b || (isObject(a) && isSame(a, b));
}

const strip = ({ text }: Moment): string => text.replace(/^T/, '');

/** Without repetitions, as FHIRPath unites and distinguishes. */
export function distinct(nodes: readonly unknown[]): unknown[] {
  const result: unknown[] = [];
  for (const node of nodes) if (!result.some((one) => areEqual([one], [node]) === true)) result.push(node);
  return result;
}

function order(left: unknown, right: unknown): number | undefined {
  if (left instanceof Moment && right instanceof Moment && left.isTime === right.isTime) {
    return compareMoments(strip(left), strip(right));
  }
  if (typeof left !== typeof right || !['number', 'string'].includes(typeof left)) {
    throw new EvaluationError('these two cannot be compared');
  }
  return left === right ? 0 : (left as number) < (right as number) ? -1 : 1;
}

const orders: Record<string, (order: number) => boolean> = {
  '<': (value) => value < 0,
  '>': (value) => value > 0,
  '<=': (value) => value <= 0,
  '>=': (value) => value >= 0,
};

/** Sums and products of doubles show digits nobody wrote (0.1 + 0.2); those beyond the 15th go, when that leaves few. */
export function tidy(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  const short = Number(value.toPrecision(15));
  return String(short).replace(/\D/g, '').length <= 13 ? short : value;
}

function arithmetic(operator: string, left: unknown, right: unknown): unknown {
  if (left instanceof Moment && right instanceof Amount) return addToMoment(left, right, operator === '-' ? -1 : 1);
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left !== 'number' || typeof right !== 'number') throw new EvaluationError(`no ${operator} for these two`);
  switch (operator) {
    case '+':
      return tidy(left + right);
    case '-':
      return tidy(left - right);
    case '*':
      return tidy(left * right);
    case '/':
      return right === 0 ? undefined : tidy(left / right);
    case 'div':
      return right === 0 ? undefined : Math.trunc(left / right);
    default:
      return right === 0 ? undefined : tidy(left % right);
  }
}

/** Three-valued logic: what is not known stays so unless the other side decides. */
function logic(operator: string, left: boolean | undefined, right: () => boolean | undefined): boolean | undefined {
  if (operator === 'and') return left === false ? false : both(left, right());
  if (operator === 'or') return left === true ? true : not(both(not(left), not(right())));
  if (operator === 'implies') return left === false ? true : not(both(left, not(right())));
  const other = right();
  return left === undefined || other === undefined ? undefined : left !== other;
}

function both(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** A text for `&`, for which nothing is an empty one. */
function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new EvaluationError('text expected');
  return value;
}

/** Evaluates a binary operator; the right side only when it is asked for. */
export function binary(operator: string, left: readonly unknown[], right: () => readonly unknown[]): unknown[] {
  switch (operator) {
    case 'and':
    case 'or':
    case 'xor':
    case 'implies':
      return wrap(logic(operator, truth(left), () => truth(right())));
    case '|':
      return distinct([...left, ...right()]);
    case '=':
      return wrap(areEqual(left, right()));
    case '!=':
      return wrap(not(areEqual(left, right())));
    case 'in':
      return contains(right(), left);
    case 'contains':
      return contains(left, right());
    case '&':
      return [textOf(single(left)) + textOf(single(right()))];
  }
  const a = single(left);
  const b = single(right());
  if (a === undefined || b === undefined) return [];
  const test = orders[operator];
  if (!test) return wrap(arithmetic(operator, a, b));
  const result = order(a, b);
  return result === undefined ? [] : [test(result)];
}

function contains(list: readonly unknown[], one: readonly unknown[]): unknown[] {
  if (one.length === 0) return [];
  single(one);
  return [list.some((part) => areEqual([part], one) === true)];
}
