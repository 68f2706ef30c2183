import { dropBoard as drop, putBoard as put } from '@relais/engine/dashboard';
import type { BoardChange, BoardRefusal } from '@relais/engine/dashboard';
import { dashboardRoutes as routes } from '@relais/model';
import type { DashboardBoard, DashboardBoards, KeptBoards } from '@relais/model';
import { changeDocument, documentRefusals, RelaisError } from '../core/index.ts';
import type { CallOptions, ClientCore } from '../core/index.ts';

type Of = { readonly core: ClientCore };

/** A board was not put where it was meant to stand, and nothing was changed: `code` says why. */
export class BoardRefusedError extends RelaisError {
  override readonly name: string = 'BoardRefusedError';
  declare readonly code: BoardRefusal['code'];
  /** Of `board-changed`: what somebody has made of it since. */
  readonly theirs: DashboardBoard | undefined;

  constructor(refusal: BoardRefusal) {
    super(refusal.code, 'The board was not put where it was meant to stand');
    this.theirs = refusal.code === 'board-changed' ? refusal.theirs : undefined;
  }
}

/** The boards of figures that the structure has made for itself, and whether who asks may change them. */
export function readBoards({ core }: Of, options?: CallOptions): Promise<KeptBoards> {
  return core.call(routes.readDashboardBoards, {}, options?.signal);
}

/**
 * Keeps a board for the structure: in the place of what it was made from (`before`), or as a new one. What others do to other boards meanwhile stays.
 *
 * @returns all boards as they are then
 * @throws {BoardRefusedError} when somebody has changed or deleted it since, when another bears its name, or when there are fifty
 */
export function saveBoard(
  of: Of,
  { board, before }: { readonly board: DashboardBoard; readonly before?: DashboardBoard | undefined },
  options?: CallOptions,
): Promise<DashboardBoard[]> {
  return change(of, (boards) => put(boards, board, before), options);
}

/**
 * Deletes a board of the structure. One that somebody has deleted before is gone all the same.
 *
 * @returns all boards as they are then
 * @throws {BoardRefusedError} when somebody has changed it since it was looked at
 */
export function deleteBoard(of: Of, board: DashboardBoard, options?: CallOptions): Promise<DashboardBoard[]> {
  return change(of, (boards) => drop(boards, board), options);
}

async function change(
  { core: { call, learn } }: Of,
  make: (boards: readonly DashboardBoard[]) => BoardChange,
  options: CallOptions | undefined,
): Promise<DashboardBoard[]> {
  learn(documentRefusals);
  const { boards } = await changeDocument<DashboardBoards>(
    {
      read: async (onTag) => documentOf((await call(routes.readDashboardBoards, { onTag }, options?.signal)).boards),
      write: (body, base) => call(routes.importDashboardBoards, { body, base }, options?.signal),
    },
    (known) => {
      const made = make(known?.boards ?? []);
      if ('refusal' in made) throw new BoardRefusedError(made.refusal);
      return documentOf(made.boards);
    },
  );
  return boards;
}

function documentOf(boards: DashboardBoard[]): DashboardBoards {
  return { formatVersion: 'relais-boards/1', boards };
}
