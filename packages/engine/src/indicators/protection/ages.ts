import { Crowd } from '../tally.ts';
import { areSafe, bySize, cellId, factsOf, hiddenCells } from './table.ts';
import type { Group, JudgedCell } from './table.ts';

/*
 * Whoever has seen a quarter by the age bands that were in force before, and sees it by others, may subtract one from the other: those from 0 to 14 from
 * those from 0 to 15 are those of one year of age.
 *
 * Split by age alone, what has been shown by all bands in turn is therefore cut into parts that stand in the same cell of each; of those, as many
 * patients stand behind every part as it takes, or nobody. Crossed with another dimension, only cells are shown that were shown by the first bands.
 */

/** Bands a quarter has been shown by: the one a code of the finest parts lies in. */
export type BandOf = (part: string) => string;

/**
 * The cells that must not be shown by the last of some bands.
 * @param parts the cells by all bounds of all of them
 * @param place of the age among the parts of a key
 */
export function hiddenSince(
  parts: readonly JudgedCell[],
  place: number,
  bands: readonly BandOf[],
  levels: readonly number[],
): ReadonlySet<string> {
  const isCrossed = parts.some(({ key }) => key.length > 1);
  return isCrossed ? hiddenInCross(parts, place, bands, levels) : hiddenAlone(parts, bands, levels);
}

function hiddenInCross(
  parts: readonly JudgedCell[],
  place: number,
  bands: readonly BandOf[],
  levels: readonly number[],
): ReadonlySet<string> {
  const first = inBands(parts, place, bands[0]!);
  const hiddenFirst = hiddenCells(first, levels);
  const shownFirst = new Set(first.map(({ key }) => cellId(key)).filter((id) => !hiddenFirst.has(id)));
  const last = inBands(parts, place, bands.at(-1)!);
  return hiddenCells(last, levels, new Set(last.map(({ key }) => cellId(key)).filter((id) => !shownFirst.has(id))));
}

function inBands(parts: readonly JudgedCell[], place: number, bandOf: BandOf): JudgedCell[] {
  const keyOf = ({ key }: JudgedCell) => key.map((code, at) => (at === place ? bandOf(code) : code));
  return [...Map.groupBy(parts, (part) => cellId(keyOf(part))).values()].map((group) => {
    const crowd = new Crowd();
    for (const part of group) crowd.merge(part.crowd);
    return { key: keyOf(group[0]!), crowd };
  });
}

/** Parts that are told from each other only together. */
type Block = ReadonlyMap<string, Crowd>;

interface Band extends Group {
  readonly parts: Block;
}

function hiddenAlone(
  parts: readonly JudgedCell[],
  bands: readonly BandOf[],
  levels: readonly number[],
): ReadonlySet<string> {
  const byCode = new Map(parts.map(({ key, crowd }) => [key[0]!, crowd]));
  const known = new Map<number, readonly Block[]>(levels.map((level) => [level, [byCode]]));
  let hidden: ReadonlySet<string> = new Set();
  for (const bandOf of bands) {
    const groups = [...Map.groupBy(byCode, ([code]) => bandOf(code))].map(([name, own]): Band => ({
      name,
      crowds: own.map(([, crowd]) => crowd),
      parts: new Map(own),
    }));
    const cells = inBands(parts, 0, bandOf);
    hidden = new Set();
    for (const level of levels) {
      hidden = withConflicts(groups, hiddenCells(cells, [level], hidden), known.get(level)!, level);
      known.set(level, cut(known.get(level)!, blocksOf(groups, hidden)));
    }
  }
  return hidden;
}

/** Hides, with what is hidden already, what would leave a part of a block with too few: the smallest first. */
function withConflicts(
  groups: readonly Band[],
  already: ReadonlySet<string>,
  known: readonly Block[],
  level: number,
): ReadonlySet<string> {
  const hidden = new Set(already);
  for (;;) {
    const blocks = blocksOf(groups, hidden);
    const isWeak = (block: Block) => cut(known, [block]).some((part) => !Crowd.areSafe([...part.values()], level));
    const shown = groups.filter((group) => !hidden.has(group.name) && factsOf(group) > 0).sort(bySize);
    const together = groups.filter(({ name }) => hidden.has(name));
    const isHiddenWeak = together.length > 0 && (!areSafe(together, level) || isWeak(blocks[0]!));
    const next = shown.find(({ parts }) => isWeak(parts)) ?? (isHiddenWeak ? shown[0] : undefined);
    if (!next) return hidden;
    hidden.add(next.name);
  }
}

/** What is hidden together, and each band that is shown. */
function blocksOf(groups: readonly Band[], hidden: ReadonlySet<string>): Block[] {
  const together = groups.filter(({ name }) => hidden.has(name)).flatMap(({ parts }) => [...parts]);
  return [
    ...(together.length > 0 ? [new Map(together)] : []),
    ...groups.filter(({ name }) => !hidden.has(name)).map(({ parts }) => parts),
  ];
}

/** Every block cut by every other. */
function cut(blocks: readonly Block[], others: readonly Block[]): Block[] {
  return blocks.flatMap((block) =>
    others.map((other) => new Map([...block].filter(([code]) => other.has(code)))).filter((part) => part.size > 0),
  );
}
