/** What is wrong first in a text that should be JSON. */
export type JsonFaultCode =
  | 'value-expected'
  | 'key-expected'
  | 'colon-expected'
  | 'comma-or-end-expected'
  | 'text-not-closed'
  | 'text-not-allowed'
  | 'nothing-expected'
  | 'too-deep';

/** A place in a text; lines and columns are counted from 1. */
export interface TextPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

type Key = string | number;

/** A JSON text that was read: its value, and where each part of it stands. */
export interface JsonText {
  readonly value: unknown;
  /** Where a part begins; of what is not there, where the nearest part around it does. */
  placeOf(path: readonly Key[]): TextPlace;
}

/** Deeper than any protocol, and not as deep as the stack. */
const MOST_LEVELS = 200;

/**
 * Reads a JSON text as `JSON.parse` does, and says where: what browsers say of a fault differs, and one says no place at all.
 */
export function readJsonText(text: string): JsonText | { readonly fault: JsonFaultCode; readonly place: TextPlace } {
  const scanner = new Scanner(text);
  try {
    scanner.document();
  } catch (error) {
    if (error instanceof JsonFault) return { fault: error.code, place: placeAt(text, error.offset) };
    throw error;
  }
  const { places } = scanner;
  return {
    value: JSON.parse(text),
    placeOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const offset = places.get(JSON.stringify(path.slice(0, length)));
        if (offset !== undefined) return placeAt(text, offset);
      }
      return placeAt(text, 0);
    },
  };
}

function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split('\n');
  return { offset, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

class JsonFault extends Error {
  readonly code: JsonFaultCode;
  readonly offset: number;

  constructor(code: JsonFaultCode, offset: number) {
    super(code);
    this.code = code;
    this.offset = offset;
  }
}

const SPACE = /[ \t\n\r]*/y;
/** No control character may stand in a text as it is (RFC 8259, 7). */
const TEXT = new RegExp(String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`, 'y');
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w)/y;

/** Goes through a JSON text once, and keeps where each value begins, by its path as JSON. */
class Scanner {
  readonly places = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value([]);
    this.#take(SPACE);
    if (this.#at < this.#text.length) this.#fail('nothing-expected');
  }

  #value(path: readonly Key[]): void {
    if (path.length > MOST_LEVELS) this.#fail('too-deep');
    this.#take(SPACE);
    this.places.set(JSON.stringify(path), this.#at);
    const first = this.#text[this.#at];
    if (first === '{') this.#members(path);
    else if (first === '[') this.#entries(path);
    else if (first === '"') this.#string();
    else if (this.#take(PLAIN) === undefined) this.#fail('value-expected');
  }

  #members(path: readonly Key[]): void {
    this.#list('}', () => {
      if (this.#text[this.#at] !== '"') this.#fail('key-expected');
      const key = JSON.parse(this.#string()) as string;
      this.#take(SPACE);
      if (this.#text[this.#at] !== ':') this.#fail('colon-expected');
      this.#at += 1;
      this.#value([...path, key]);
    });
  }

  #entries(path: readonly Key[]): void {
    this.#list(']', (index) => this.#value([...path, index]));
  }

  /** What stands between brackets, with commas between. */
  #list(end: string, entry: (index: number) => void): void {
    this.#at += 1;
    this.#take(SPACE);
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (let index = 0; ; index++) {
      this.#take(SPACE);
      entry(index);
      this.#take(SPACE);
      const next = this.#text[this.#at];
      if (next !== ',' && next !== end) this.#fail('comma-or-end-expected');
      this.#at += 1;
      if (next === end) return;
    }
  }

  #string(): string {
    const start = this.#at;
    const text = this.#take(TEXT);
    if (text !== undefined) return text;
    const isOpen = !/^"(?:[^"\\]|\\[^])*"/.test(this.#text.slice(start));
    return this.#fail(isOpen ? 'text-not-closed' : 'text-not-allowed');
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(code: JsonFaultCode): never {
    throw new JsonFault(code, this.#at);
  }
}
