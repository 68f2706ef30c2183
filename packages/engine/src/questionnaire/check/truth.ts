/**
 * What a condition may be, as a set: of true, false and empty, FHIRPath's third value. While some answers are open it may be
 * several of them; when all are known it is one.
 */
export type Truths = number;

export const TRUE = 1;
export const FALSE = 2;
export const EMPTY = 4;
export const ANY = TRUE | FALSE | EMPTY;
export const NOT_TRUE = FALSE | EMPTY;

const ALL = [TRUE, FALSE, EMPTY] as const;

export function truthOf(value: boolean | undefined): Truths {
  return value === undefined ? EMPTY : value ? TRUE : FALSE;
}

function valueOf(truth: Truths): boolean | undefined {
  return truth === EMPTY ? undefined : truth === TRUE;
}

export function negate(truths: Truths): Truths {
  return (truths & TRUE ? FALSE : 0) | (truths & FALSE ? TRUE : 0) | (truths & EMPTY);
}

function both(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

function either(left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === true || right === true) return true;
  return left === undefined || right === undefined ? undefined : false;
}

const OPERATORS: Record<string, (left: boolean | undefined, right: boolean | undefined) => boolean | undefined> = {
  and: both,
  or: either,
  xor: (left, right) => (left === undefined || right === undefined ? undefined : left !== right),
  implies: (left, right) => either(left === undefined ? undefined : !left, right),
};

/** What two sets of truths may give together, looked up: it is asked a million times. */
export const combinations = new Map(
  Object.entries(OPERATORS).map(([name, combine]) => [
    name,
    Array.from({ length: 64 }, (_, sets) => {
      const lefts = ALL.filter((truth) => truth & (sets >> 3));
      const rights = ALL.filter((truth) => truth & sets & 7);
      return lefts
        .flatMap((left) => rights.map((right) => truthOf(combine(valueOf(left), valueOf(right)))))
        .reduce((all, one) => all | one, 0);
    }),
  ]),
);
