import type { Resource } from './datatypes.ts';

/** What a reader found wrong: a stable code and the path of the part, never a person's answer. */
export interface ReadingFault {
  code: 'not-json' | 'not-an-object' | 'wrong-resource' | 'wrong-type' | 'endless' | 'too-deep' | 'too-many-items';
  path: string;
  /** What stands there, or what was expected. */
  detail?: string;
}

/** The part of the input that can be used, if any, and what was left out of it. */
export interface Reading<T extends Resource> {
  resource: T | undefined;
  faults: ReadingFault[];
}

/** Deeper nesting than any published form by far; beyond it recursion would cost more than the items are worth. */
const MAX_DEPTH = 60;
const MAX_ITEMS = 50_000;

type Kind = 'string' | 'boolean' | 'number';

export interface Shape {
  /** A primitive, or an array of a shape; a function where shapes hold themselves. */
  readonly [property: string]: Kind | Shape | (() => Shape);
}

export const extension: Shape = { url: 'string', extension: () => extension };
/** The part of a resource of the named type that has the shape it should. Never throws; the input is not changed. */
export function read<T extends Resource>(source: unknown, resourceType: string, shape: Shape): Reading<T> {
  const faults: ReadingFault[] = [];
  let input = source;
  if (typeof source === 'string') {
    try {
      input = JSON.parse(source);
    } catch (error) {
      return refuse({ code: 'not-json', path: '', detail: placeOf(error) });
    }
  }
  if (!isObject(input)) return refuse({ code: 'not-an-object', path: '', detail: typeof input });
  if (input['resourceType'] !== resourceType) {
    return refuse({ code: 'wrong-resource', path: 'resourceType', detail: String(input['resourceType']) });
  }
  const state = { faults, ancestors: new Set<object>(), items: 0 };
  return { resource: copy(input, shape, resourceType, state) as T, faults };
}

/** Where JSON ended to make sense; the rest of the message quotes the text, which may be a person's answers. */
function placeOf(error: unknown): string {
  return /position \d+/.exec(String(error))?.[0] ?? '';
}

function refuse(fault: ReadingFault): { resource: undefined; faults: ReadingFault[] } {
  return { resource: undefined, faults: [fault] };
}

interface State {
  faults: ReadingFault[];
  /** The objects being copied now, from the root down: an object inside itself would never end. */
  ancestors: Set<object>;
  items: number;
}

function copy(source: Record<string, unknown>, shape: Shape, path: string, state: State): Record<string, unknown> {
  const result = { ...source };
  state.ancestors.add(source);
  for (const property in shape) {
    const value = source[property];
    if (value === undefined) continue;
    const kind = shape[property];
    const at = `${path}.${property}`;
    if (typeof kind === 'string') {
      if (typeof value === kind) continue;
      state.faults.push({ code: 'wrong-type', path: at, detail: kind });
      Reflect.deleteProperty(result, property);
    } else if (kind) result[property] = copyList(value, typeof kind === 'function' ? kind() : kind, at, state);
  }
  state.ancestors.delete(source);
  return result;
}

function copyList(value: unknown, shape: Shape, path: string, state: State): unknown[] {
  if (!Array.isArray(value)) state.faults.push({ code: 'wrong-type', path, detail: 'array' });
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const result: unknown[] = [];
  list.forEach((part, index) => {
    const at = `${path}[${index}]`;
    const code = obstacle(part, shape, state);
    if (code) state.faults.push({ code, path: at });
    else result.push(copy(part as Record<string, unknown>, shape, at, state));
  });
  return result;
}

function obstacle(part: unknown, shape: Shape, state: State): ReadingFault['code'] | undefined {
  if (!isObject(part)) return 'wrong-type';
  // Nobody can know what an extension without a name means.
  if (shape === extension && typeof part['url'] !== 'string') return 'wrong-type';
  if (state.ancestors.has(part)) return 'endless';
  if (state.ancestors.size >= MAX_DEPTH) return 'too-deep';
  return 'linkId' in shape && ++state.items > MAX_ITEMS ? 'too-many-items' : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
