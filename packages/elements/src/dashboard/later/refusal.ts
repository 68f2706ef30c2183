import { troubleOf } from '../../ui/flow/trouble.ts';
import { writeTile, type Board, type Tile } from '../shared/boards.ts';
import type { DashboardStrings } from '../words/fr.ts';

/** Why a board was not kept, as whoever keeps boards says it. */
export type Refusal =
  | { readonly code: 'board-changed'; readonly theirs: Board }
  | { readonly code: 'board-gone' | 'board-name-taken' | 'boards-full' };

/** What an error says of a board; `undefined` for one that says nothing of it. */
export function refusalOf(error: unknown): Refusal | undefined {
  const { code, theirs } = (error ?? {}) as { readonly code?: string; readonly theirs?: Board };
  if (code === 'board-changed' && theirs) return { code, theirs };
  return code === 'board-gone' || code === 'board-name-taken' || code === 'boards-full' ? { code } : undefined;
}

/** What somebody has made of a board, in sentences. */
export function changesOf(
  t: DashboardStrings,
  before: Board | undefined,
  theirs: Board,
  sayTile: (tile: Tile) => string,
): string[] {
  const others = (list: readonly Tile[], known: readonly Tile[]) =>
    list.filter((tile) => !known.some((one) => writeTile(one) === writeTile(tile))).map(sayTile);
  const tiles = before?.tiles ?? [];
  const changes = [
    ...(before?.name === theirs.name ? [] : [t.theirName(theirs.name)]),
    ...others(theirs.tiles, tiles).map(t.theirAdded),
    ...others(tiles, theirs.tiles).map(t.theirRemoved),
  ];
  return changes.length > 0 ? changes : [t.theirOrder];
}

/** A failure that says nothing of the board: what is chosen is still there, and can be sent again. */
export function sayFailure(t: DashboardStrings, error: unknown): string {
  const trouble = troubleOf(error, 0);
  switch (trouble.name) {
    case 'offline':
      return `${t.offline}. ${t.notKeptYet}`;
    case 'unreachable':
      return `${t.unreachable}. ${t.notKeptYet}`;
    case 'signed-out':
      return `${t.signedOut}. ${t.signedOutText}`;
    case 'forbidden':
      return t.boardNotKept;
    default:
      return `${t.failed}. ${t.notKeptYet} ${trouble.name === 'failed' ? t.failedCode(trouble.code) : ''}`;
  }
}
