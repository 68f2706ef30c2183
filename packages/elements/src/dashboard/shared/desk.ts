import type { FigurePeriod, IndicatorRegistry } from '@relais/sdk';
import type { FiguresPort } from '../../indicator/index.ts';
import type { DashboardStrings } from '../words/fr.ts';
import type { Board, Tile } from './boards.ts';
import type { Choice } from './choice.ts';
import type { Shown } from './shown.ts';

/** What a dashboard goes by: the indicators there are, and the date at the place. */
export interface Opened {
  readonly port: FiguresPort;
  readonly registry: IndicatorRegistry;
  readonly today: string;
}

/** Who keeps the boards of a structure, and what may be done with them. */
export interface BoardKeeper {
  /** For everybody of the structure, and not for this page alone. */
  readonly isServer: boolean;
  readonly mayKeep: boolean;
  /** @param before what it was made from; `undefined` for a new one */
  put(board: Board, before: Board | undefined): Promise<void>;
  drop(board: Board): Promise<void>;
}

/** What the dialogs of a dashboard are drawn with, and do. */
export interface Desk {
  readonly t: DashboardStrings;
  readonly language: 'fr' | 'en';
  readonly opened: Opened;
  readonly shown: Shown;
  readonly period: FigurePeriod;
  readonly choice: Choice;
  readonly boards: BoardKeeper;
  readonly say: (text: string) => void;
  /** Draws anew; `target` is the id of what is to take the focus. */
  readonly draw: (target?: string) => void;
  /** Opens the dialog of the board being made again, where it was closed. */
  readonly raise: () => void;
  /** Closes the dialog, and looks at a board that is kept. */
  readonly open: (board: Board) => void;
  /** Closes it, and looks at figures that nobody keeps. */
  readonly look: (name: string, tiles: readonly Tile[]) => void;
  /** Closes it, and looks at another board than the one that is gone. */
  readonly leave: () => void;
}
