import type { DashboardStrings } from '../words/fr.ts';
import { isReadyMade, readyMade, type Board, type Tile } from './boards.ts';
import type { Choice } from './choice.ts';

/** What stands behind the board that is chosen. */
export interface Shown {
  readonly kind:
    | 'readyMade'
    | 'contract'
    /** Chosen from the indicators: `board` is there. */
    | 'made'
    /** Nothing but what the page puts inside. */
    | 'inside'
    /** It may be one of the structure's, which are being read, or could not be. */
    | 'awaited'
    | 'unread'
    /** There is none of this name. */
    | 'lost';
  readonly name: string;
  readonly note?: string | undefined;
  readonly tiles: readonly Tile[];
  readonly board?: Board | undefined;
  /** It is kept, and opens by its id alone. */
  readonly isKept?: boolean;
}

/** The structure's own boards, as far as they are known. */
export interface KnownBoards {
  readonly list: readonly Board[];
  readonly status: 'loading' | 'ready' | 'failed';
  keeps(id: string): boolean;
}

/** For `board`: the page's own figures alone. */
const INSIDE = 'none';

/** @param ofContract the figures behind the contract of the ACI, as far as it has been read */
export function shownOf(
  t: DashboardStrings,
  { board: id, own }: Choice,
  boards: KnownBoards,
  ofContract: readonly Tile[],
): Shown {
  const board = own ?? boards.list.find((one) => one.id === id);
  if (board)
    return { kind: 'made', name: board.name || t.title, tiles: board.tiles, board, isKept: boards.keeps(board.id) };
  if (id === 'contract') return { kind: 'contract', name: t.boards[id], note: t.notes[id], tiles: ofContract };
  if (isReadyMade(id)) return { kind: 'readyMade', name: t.boards[id], note: t.notes[id], tiles: readyMade[id] };
  if (id === INSIDE) return { kind: 'inside', name: t.title, tiles: [] };
  if (boards.status === 'ready') return { kind: 'lost', name: t.boardLost, tiles: [] };
  return { kind: boards.status === 'loading' ? 'awaited' : 'unread', name: t.title, tiles: [] };
}
