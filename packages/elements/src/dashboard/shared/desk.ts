import type { FigurePeriod, IndicatorRegistry } from '@relais/sdk';
import type { FiguresPort } from '../../indicator/index.ts';
import type { DashboardStrings } from '../words/fr.ts';
import type { Board, Tile } from './boards.ts';
import type { Choice } from './choice.ts';

/** What a dashboard goes by: the indicators there are, and the date at the place. */
export interface Opened {
  readonly port: FiguresPort;
  readonly registry: IndicatorRegistry;
  readonly today: string;
}

/** What the dialogs of a dashboard are drawn with, and do. */
export interface Desk {
  readonly t: DashboardStrings;
  readonly language: 'fr' | 'en';
  readonly opened: Opened;
  readonly name: string;
  readonly tiles: readonly Tile[];
  readonly period: FigurePeriod;
  readonly choice: Choice;
  readonly board: Board | undefined;
  readonly say: (text: string) => void;
  readonly draw: () => void;
  readonly close: () => void;
  readonly keep: (board: Board) => void;
  readonly drop: (board: Board) => void;
}
