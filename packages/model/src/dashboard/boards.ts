import * as z from 'zod/mini';
import { cleanText } from '../core/cleaning.ts';
import { Exactly } from '../core/exactly.ts';
import { FigureSplit, FigureView } from '../indicators/index.ts';

/** More than anybody reads is no board, and more boards than that are no list. */
export const MOST_TILES = 30;
export const MOST_BOARDS = 50;
export const LONGEST_BOARD_NAME = 60;

/** A name as it is kept: one line, single spaces, nothing invisible. Empty where nothing of it is to be seen. */
export function cleanBoardName(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ').trim();
}

/** Two names that a reader of the list would take for one. */
export function isSameBoardName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/**
 * One figure of a board. Its indicator may be one there is none of any more: the place where it stood says so. A page that is given one in its address
 * reads it by this, too.
 */
export const DashboardTile = Exactly({
  indicator: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,19}$/)),
  /** When absent `number`. */
  view: z.optional(FigureView),
  /** What it is split by; when absent what suits the view. */
  by: z.optional(
    z.array(FigureSplit).check(
      z.minLength(1),
      z.maxLength(2),
      z.refine((splits) => isUnique(splits), { params: { accepted: 'two that differ' } }),
    ),
  ),
});
export type DashboardTile = z.infer<typeof DashboardTile>;

/** A board that a structure has made for itself. */
export const DashboardBoard = Exactly({
  /** It begins so that none is taken for a board that is ready made. */
  id: z.string().check(z.regex(/^board-[a-z0-9-]{1,34}$/)),
  name: z.string().check(
    z.minLength(1),
    z.maxLength(LONGEST_BOARD_NAME),
    z.refine((name) => cleanBoardName(name) === name, {
      params: { accepted: 'one line with single spaces and nothing invisible' },
    }),
  ),
  tiles: z.array(DashboardTile).check(z.minLength(1), z.maxLength(MOST_TILES)),
});
export type DashboardBoard = z.infer<typeof DashboardBoard>;

/** All of them: `PUT …/settings/boards`. */
export const DashboardBoards = Exactly({
  formatVersion: z.literal('relais-boards/1'),
  boards: z.array(DashboardBoard).check(
    z.maxLength(MOST_BOARDS),
    z.refine((boards) => isUnique(boards.map(({ id }) => id)), { params: { accepted: 'each id once' } }),
    z.refine((boards) => isUnique(boards.map(({ name }) => name.toLowerCase())), {
      params: { accepted: 'each name once, small letters or capitals' },
    }),
  ),
});
export type DashboardBoards = z.infer<typeof DashboardBoards>;

/** `GET …/settings/boards`. */
export const KeptBoards = z.object({
  boards: z.array(DashboardBoard),
  /** Whether who asks may change them. */
  mayChange: z.boolean(),
});
export type KeptBoards = z.infer<typeof KeptBoards>;

function isUnique(list: readonly string[]): boolean {
  return new Set(list).size === list.length;
}
