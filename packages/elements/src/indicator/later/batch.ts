import type { FigureList, FigureQuery, IndicatorRegistry } from '@relais/sdk';
import type { FiguresPort } from '../shared/port.ts';

/** How long news are gathered before figures are asked for again: a busy desk moves them with every call. */
const GATHERED_MILLISECONDS = 400;

/** Indicators in one request: their names go in its address. */
const AT_ONCE = 20;

interface Asked {
  readonly query: FigureQuery;
  readonly answer: (list: FigureList) => void;
  readonly fail: (error: unknown) => void;
}

const made = new WeakMap<FiguresPort, FiguresPort>();

/**
 * The same port for all who show figures of it: the registry is read once, what is asked for at the same moment goes in one request, and one
 * stream of news serves all. Figures shown side by side are then of one moment.
 */
export function together(port: FiguresPort): FiguresPort {
  const known = made.get(port) ?? gather(port);
  made.set(port, known);
  // Asked for the port of ports that are together already, they stay one.
  made.set(known, known);
  return known;
}

function gather(port: FiguresPort): FiguresPort {
  let registry: Promise<IndicatorRegistry> | undefined;
  let waiting: Asked[] = [];
  const listeners = new Set<() => void>();
  let stop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = () => {
    const all = waiting;
    waiting = [];
    for (const group of groupsOf(all)) void ask(port, group);
  };
  const tell = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const listener of listeners) listener();
    }, GATHERED_MILLISECONDS);
  };
  return {
    now: () => port.now(),
    name: () => port.name(),
    readPublic: (query) => port.readPublic(query),
    lines: (query) => port.lines(query),
    export: (query, exportId) => port.export(query, exportId),
    check: (file) => port.check(file),
    // What not every port can do is offered only where it can.
    ...(port.document && { document: (request) => port.document!(request) }),
    ...(port.measures && { measures: (exports, language) => port.measures!(exports, language) }),
    ...(port.report && { report: (year, language) => port.report!(year, language) }),
    ...(port.declaration && { declaration: (protocol, year) => port.declaration!(protocol, year) }),
    ...(port.suggestions && { suggestions: () => port.suggestions!() }),
    contract: port.contract,
    boards: port.boards,
    signIn: port.signIn,
    registry: () =>
      (registry ??= port.registry().catch((error: unknown) => {
        registry = undefined;
        throw error;
      })),
    read: (query) =>
      new Promise((answer, fail) => {
        if (waiting.push({ query, answer, fail }) === 1) setTimeout(send);
      }),
    follow(onMoved) {
      listeners.add(onMoved);
      stop ??= port.follow(tell);
      return () => {
        listeners.delete(onMoved);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

/** Those that differ in their indicators alone. */
function groupsOf(all: readonly Asked[]): Iterable<Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const asked of all) {
    const { indicators: _, ...rest } = asked.query;
    const key = JSON.stringify(
      rest,
      Object.keys(rest)
        .sort()
        .concat(Object.keys(rest.filters ?? {})),
    );
    groups.set(key, [...(groups.get(key) ?? []), asked]);
  }
  return groups.values();
}

async function ask(port: FiguresPort, group: readonly Asked[]): Promise<void> {
  const indicators = [...new Set(group.flatMap(({ query }) => query.indicators))];
  try {
    const pages = Array.from({ length: Math.ceil(indicators.length / AT_ONCE) }, (_, page) =>
      port.read({ ...group[0]!.query, indicators: indicators.slice(page * AT_ONCE, (page + 1) * AT_ONCE) }),
    );
    const lists = await Promise.all(pages);
    const { freshness } = lists[0]!;
    const figures = lists.flatMap((list) => list.figures);
    for (const { query, answer } of group)
      answer({ freshness, figures: figures.filter(({ indicator }) => query.indicators.includes(indicator)) });
  } catch (error) {
    for (const { fail } of group) fail(error);
  }
}
