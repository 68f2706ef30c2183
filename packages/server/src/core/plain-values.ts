import type { Fault } from '@relais/model';

/** Deeper than anything we take; what goes on would exhaust the stack of whoever walks through it. */
const DEEPEST = 32;
/** Entries of one list, and values in all: more than a territory file of a mebibyte has. */
const MOST_ENTRIES = 20_000;
const MOST_VALUES = 200_000;

/**
 * Control characters (C0 without tab and line ends, DEL, C1) and halves of surrogate pairs. No person types them; a database refuses some of
 * them, a screen or a mail shows others as something else.
 */
const UNREADABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;
/** A line has neither tabs nor line ends. */
const UNREADABLE_IN_LINE = /[\p{Cc}\p{Cs}]/u;

/** Whether a text of one line, such as a parameter, holds nothing but characters that can be read. */
export function isReadableLine(text: string): boolean {
  return !UNREADABLE_IN_LINE.test(text);
}

interface Place {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/**
 * The first thing about a JSON value, whatever it is meant to be, for which it is refused unread: a character nobody can read, in a text or in a
 * name, at any depth; too deep; too many. Walks without recursion, because depth is what it guards against.
 */
export function findUnreadable(value: unknown): Fault | undefined {
  const waiting: Place[] = [{ value, path: [] }];
  let seen = 0;
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    seen += 1;
    const fault = judge(place) ?? (seen > MOST_VALUES ? tooMany([], MOST_VALUES) : undefined);
    if (fault) return fault;
    waiting.push(...membersOf(place));
  }
  return undefined;
}

function judge({ value, path }: Place): Fault | undefined {
  if (typeof value === 'string') return UNREADABLE.test(value) ? unreadable(path) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.length >= DEEPEST) {
    return { path: '', message: 'is nested too deeply', accepted: `at most ${DEEPEST} levels` };
  }
  const names = Array.isArray(value) ? [] : Object.keys(value);
  if (Math.max(names.length, Array.isArray(value) ? value.length : 0) > MOST_ENTRIES)
    return tooMany(path, MOST_ENTRIES);
  return names.some((name) => UNREADABLE.test(name)) ? unreadable(path) : undefined;
}

function membersOf({ value, path }: Place): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.map((member: unknown, index) => ({ value: member, path: [...path, index] }));
  return Object.entries(value).map(([name, member]: [string, unknown]) => ({ value: member, path: [...path, name] }));
}

function unreadable(path: Place['path']): Fault {
  return {
    path: path.join('.'),
    message: 'holds a character that cannot be read',
    accepted: 'text without control characters',
  };
}

function tooMany(path: Place['path'], most: number): Fault {
  return { path: path.join('.'), message: 'holds too much', accepted: `at most ${most} values` };
}
