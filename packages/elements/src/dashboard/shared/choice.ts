import {
  cleanBoardName,
  FigureDimension,
  LONGEST_BOARD_NAME,
  MOST_TILES,
  type ComparisonKind,
  type FigureFilters,
} from '@relais/sdk';
import { readTiles, writeTile, type Board } from './boards.ts';
import { PRESETS, type Preset } from './presets.ts';

/** What somebody has chosen to look at. */
export interface Choice {
  readonly board: string;
  readonly period: Preset | { readonly from: string; readonly to: string };
  readonly compare: ComparisonKind | undefined;
  readonly filters: FigureFilters;
  /** A board chosen here or named by the address, in place of the structure's. */
  readonly own: Board | undefined;
  /** How much of what an address or an attribute says of that board is not shown. */
  readonly unshown?: Unshown | undefined;
}

export interface Unshown {
  /** Tiles that could not be read. */
  readonly unread: number;
  /** Those that are too many. */
  readonly beyond: number;
}

/** An address that shows the same again: nothing of anybody is in it, only what is looked at. */
export function writeChoice({ board, period, compare, filters, own }: Choice): string {
  const all = new URLSearchParams({ board });
  if (typeof period === 'string') all.set('period', period);
  else {
    all.set('from', period.from);
    all.set('to', period.to);
  }
  if (compare) all.set('compare', compare);
  for (const [name, codes] of Object.entries(filters)) all.set(name, codes.join());
  if (own) {
    all.set('name', own.name);
    all.set('tiles', own.tiles.map(writeTile).join(' '));
  }
  return `#${all.toString()}`;
}

/** What an address says of it; whatever it does not, or says wrongly, stays as it was. Periods are judged where they are shown. */
export function readChoice(hash: string, before: Choice): Choice {
  const all = new URLSearchParams(hash.replace(/^#/, ''));
  if (!all.has('board')) return before;
  const [period, from, to] = [all.get('period'), all.get('from'), all.get('to')];
  const compare = all.get('compare');
  const filters = FigureDimension.options.flatMap((name) => {
    const codes = all.get(name)?.split(',').filter(Boolean);
    return codes?.length ? [[name, codes] as const] : [];
  });
  const named = all.get('tiles');
  const { tiles, unread } = readTiles(named ?? '');
  const board = all.get('board') ?? before.board;
  return {
    board,
    period: PRESETS.find((preset) => preset === period) ?? (from && to ? { from, to } : before.period),
    compare: compare === 'previous' || compare === 'sameLastYear' ? compare : undefined,
    filters: Object.fromEntries(filters.slice(0, 2)),
    own: named === null ? undefined : { id: board, name: nameOf(all.get('name')), tiles: tiles.slice(0, MOST_TILES) },
    unshown: { unread, beyond: Math.max(0, tiles.length - MOST_TILES) },
  };
}

/** As it would be kept: an address may say anything. */
function nameOf(text: string | null): string {
  return cleanBoardName(cleanBoardName(text ?? '').slice(0, LONGEST_BOARD_NAME));
}
