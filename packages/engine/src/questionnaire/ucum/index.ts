import type { UnitConverter } from '../values.ts';
import { atoms, prefixes } from './units.ts';

/** A unit as a multiple of base units: `magnitude` × the product of `bases`, each to its power. */
interface Unit {
  readonly magnitude: number;
  readonly bases: ReadonlyMap<string, number>;
  /** Kelvins to add once scaled, for degrees Celsius and Fahrenheit. */
  readonly offset: number;
}

const one: Unit = { magnitude: 1, bases: new Map(), offset: 0 };
const known = new Map<string, Unit | undefined>();

/**
 * Converts between units of UCUM (https://ucum.org/ucum, sections 3 to 5): those measured and prescribed in care, with all
 * prefixes, powers, products and quotients. Undefined for a unit it does not know and for two that do not measure the same.
 */
export const convertUnits: UnitConverter = (value, from, to) => {
  const source = readUnit(from);
  const target = readUnit(to);
  if (!source || !target || !isSameDimension(source, target)) return undefined;
  const result = (value * source.magnitude + source.offset - target.offset) / target.magnitude;
  // The products of doubles show digits that no measurement has.
  return Number(result.toPrecision(14));
};

/** The unit a UCUM code names; undefined when it is none, or one that is not known here. */
function readUnit(code: string): Unit | undefined {
  if (!known.has(code)) {
    // Set first: a definition that leads back to itself ends there.
    known.set(code, undefined);
    known.set(code, parse(code));
  }
  return known.get(code);
}

function isSameDimension(a: Unit, b: Unit): boolean {
  return a.bases.size === b.bases.size && [...a.bases].every(([base, power]) => b.bases.get(base) === power);
}

function parse(code: string): Unit | undefined {
  let place = 0;

  function term(): Unit | undefined {
    let left: Unit | undefined = code[place] === '/' ? one : component();
    while (left && (code[place] === '.' || code[place] === '/')) {
      const power = code[place++] === '/' ? -1 : 1;
      const right = component();
      left = right && multiply(left, raise(right, power));
    }
    return left;
  }

  function component(): Unit | undefined {
    if (code[place] === '(') {
      place++;
      const inner = term();
      return code[place++] === ')' ? inner : undefined;
    }
    const text = /^[^./(){}]*/.exec(code.slice(place))?.[0] ?? '';
    place += text.length;
    const annotation = /^\{[^{}]*\}/.exec(code.slice(place))?.[0] ?? '';
    place += annotation.length;
    return text ? simple(text) : annotation ? one : undefined;
  }

  const unit = code === '' ? undefined : term();
  return place === code.length ? unit : undefined;
}

/** `mm2`, `10*3`, `[in_i]`, `7`. */
function simple(text: string): Unit | undefined {
  if (/^\d+$/.test(text)) return { ...one, magnitude: Number(text) };
  const [, symbol = '', power = '1'] = /^(10[*^]|.*?[^\d+-])([+-]?\d+)?$/.exec(text) ?? [];
  const unit = atom(symbol);
  return unit && raise(unit, Number(power));
}

function atom(symbol: string): Unit | undefined {
  const own = atoms[symbol];
  if (own) return define(symbol, own);
  for (const prefix of [symbol.slice(0, 1), symbol.slice(0, 2)]) {
    const factor = prefixes[prefix];
    const metric = atoms[symbol.slice(prefix.length)];
    if (factor === undefined || !metric?.metric) continue;
    const unit = define(symbol.slice(prefix.length), metric);
    return unit && { ...unit, magnitude: unit.magnitude * factor };
  }
  return undefined;
}

function define(symbol: string, { value, unit, offset = 0 }: (typeof atoms)[string] & object): Unit | undefined {
  // A base unit, or an arbitrary one that converts to nothing else.
  if (unit === undefined) return { magnitude: value, bases: new Map([[symbol, 1]]), offset: 0 };
  const base = readUnit(unit);
  return base && { ...base, magnitude: base.magnitude * value, offset };
}

function raise({ magnitude, bases, offset }: Unit, power: number): Unit | undefined {
  if (power === 1) return { magnitude, bases, offset };
  // A degree is a point on a scale: it has no power.
  if (offset !== 0) return undefined;
  const raised = [...bases].map(([base, exponent]) => [base, exponent * power] as const);
  return { magnitude: magnitude ** power, bases: new Map(raised), offset };
}

function multiply(left: Unit, right: Unit | undefined): Unit | undefined {
  if (!right || left.offset !== 0 || right.offset !== 0) return undefined;
  const bases = new Map(left.bases);
  for (const [base, power] of right.bases) {
    const sum = (bases.get(base) ?? 0) + power;
    if (sum === 0) bases.delete(base);
    else bases.set(base, sum);
  }
  return { magnitude: left.magnitude * right.magnitude, bases, offset: 0 };
}
