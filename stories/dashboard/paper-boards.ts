import { KeptBoards, type DashboardBoard } from '@relais/model';
import { dropBoard, putBoard, type BoardChange } from '@relais/engine/dashboard';
import type { BoardsPort } from '../../packages/elements/src/indicator/index.ts';

/** How the boards of paper differ from two that whoever looks may change. */
export type BoardsMood =
  | 'none'
  /** Whoever looks reads them, and saves none. */
  | 'readOnly'
  /** Somebody changes the first of them before each save of it. */
  | 'overtaken'
  /** Somebody deletes it before. */
  | 'deleted'
  /** There are as many as there can be. */
  | 'full'
  /** They cannot be read. */
  | 'unreachable'
  /** They can be read, and not be saved. */
  | 'lostLater'
  | 'slow';

export const monday: DashboardBoard = {
  id: 'board-lundi',
  name: 'Réunion du lundi',
  tiles: [
    { indicator: 'SNP-01' },
    { indicator: 'SNP-04' },
    { indicator: 'COOP-01' },
    { indicator: 'SNP-01', view: 'trend' },
    { indicator: 'SNP-01', view: 'bars', by: ['origin'] },
  ],
};

/** One of its indicators was in the registry of an earlier version. */
export const winter: DashboardBoard = {
  id: 'board-hiver',
  name: 'Suivi de l’hiver',
  tiles: [{ indicator: 'SNP-06' }, { indicator: 'SNP-99' }],
};

/** The boards of a structure, written by hand, and changed by the engine. */
export class PaperBoards implements BoardsPort {
  #mood: BoardsMood | undefined;
  #boards: readonly DashboardBoard[];

  constructor(mood?: BoardsMood) {
    this.#mood = mood;
    const many = Array.from({ length: 48 }, (_, place) => ({
      ...{ id: `board-${place}`, name: `Tableau ${place + 3}`, tiles: monday.tiles },
    }));
    this.#boards = mood === 'none' ? [] : [monday, winter, ...(mood === 'full' ? many : [])];
  }

  read = async (): Promise<KeptBoards> => {
    if (this.#mood === 'slow') await new Promise<never>(() => undefined);
    if (this.#mood === 'unreachable') {
      // Tried again, it answers.
      this.#mood = undefined;
      throw failure('unreachable');
    }
    return KeptBoards.parse({ boards: this.#boards, mayChange: this.#mood !== 'readOnly' });
  };

  save = (board: DashboardBoard, before: DashboardBoard | undefined): Promise<readonly DashboardBoard[]> => {
    this.#act();
    return this.#change(putBoard(this.#boards, board, before));
  };

  delete = (board: DashboardBoard): Promise<readonly DashboardBoard[]> => {
    this.#act();
    return this.#change(dropBoard(this.#boards, board));
  };

  /** What somebody else does, once. */
  #act(): void {
    const [first, ...others] = this.#boards;
    if (this.#mood === 'overtaken' && first)
      this.#boards = [
        { ...first, name: 'Réunion du mardi', tiles: [...first.tiles.slice(1), { indicator: 'ACI-A1' }] },
        ...others,
      ];
    if (this.#mood === 'deleted') this.#boards = others;
    if (this.#mood === 'overtaken' || this.#mood === 'deleted') this.#mood = undefined;
  }

  async #change(change: BoardChange): Promise<readonly DashboardBoard[]> {
    await Promise.resolve();
    if (this.#mood === 'lostLater') {
      this.#mood = undefined;
      throw failure('unreachable');
    }
    if ('refusal' in change) throw Object.assign(failure(change.refusal.code), change.refusal);
    this.#boards = change.boards;
    return change.boards;
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
