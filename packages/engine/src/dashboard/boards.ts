import { isSameBoardName, MOST_BOARDS } from '@relais/model';
import type { DashboardBoard } from '@relais/model';

type Boards = readonly DashboardBoard[];

/** Why a board is not put where it was meant to stand. */
export type BoardRefusal =
  /** Somebody has changed it since; `theirs` is what they made of it. */
  | { readonly code: 'board-changed'; readonly theirs: DashboardBoard }
  /** Somebody has deleted it since. */
  | { readonly code: 'board-gone' }
  | { readonly code: 'board-name-taken' }
  | { readonly code: 'boards-full' };

/** All boards as they are then, or why not. */
export type BoardChange = { readonly boards: DashboardBoard[] } | { readonly refusal: BoardRefusal };

/**
 * Puts a board among those of a structure: in the place of what it was made from, or at their end. Who asks again for what has been done already, because
 * no answer came, has it.
 * @param before as it was when its change began; `undefined` for a new one
 */
export function putBoard(boards: Boards, board: DashboardBoard, before: DashboardBoard | undefined): BoardChange {
  const there = boards.find(({ id }) => id === board.id);
  if (there && isSameBoard(there, board)) return { boards: [...boards] };
  const refusal = findOvertaken(there, before) ?? findClash(boards, board);
  if (refusal) return { refusal };
  return { boards: there ? boards.map((one) => (one === there ? board : one)) : [...boards, board] };
}

/** Takes a board away, unless somebody has made something else of it. @param before as it was when it was looked at */
export function dropBoard(boards: Boards, before: DashboardBoard): BoardChange {
  const there = boards.find(({ id }) => id === before.id);
  const refusal = there && findOvertaken(there, before);
  return refusal ? { refusal } : { boards: boards.filter((one) => one !== there) };
}

/** Whether both have one name and show the same. */
export function isSameBoard(one: DashboardBoard, other: DashboardBoard): boolean {
  return write(one) === write(other);
}

function findOvertaken(
  there: DashboardBoard | undefined,
  before: DashboardBoard | undefined,
): BoardRefusal | undefined {
  if (!there) return before && { code: 'board-gone' };
  return before && isSameBoard(there, before) ? undefined : { code: 'board-changed', theirs: there };
}

function findClash(boards: Boards, { id, name }: DashboardBoard): BoardRefusal | undefined {
  const others = boards.filter((one) => one.id !== id);
  if (others.some((one) => isSameBoardName(one.name, name))) return { code: 'board-name-taken' };
  return others.length >= MOST_BOARDS ? { code: 'boards-full' } : undefined;
}

function write({ name, tiles }: DashboardBoard): string {
  return JSON.stringify([name, tiles.map(({ indicator, view = 'number', by = [] }) => [indicator, view, by])]);
}
