import type { ColumnType, Selectable } from 'kysely';

export interface IndicatorTables {
  fact_record: FactRecordTable;
  figure_state: FigureStateTable;
  figure_publication: FigurePublicationTable;
}

/** All that the log has said of one thing that figures count; made from the log alone, and made again from it at will. */
export interface FactRecordTable {
  structure_id: string;
  id: string;
  /** Of the last row of the log that is in it. */
  sequence: number;
  /** Canonical JSON. */
  body: string;
}

/** How far the records of a structure are. */
export interface FigureStateTable {
  structure_id: string;
  sequence: number;
  hash: string;
  /** How often the records were made anew: who follows the log has them again from the beginning, then. */
  made: ColumnType<number, number | undefined>;
}

/** Figures that everybody may see on some sites. */
export interface FigurePublicationTable {
  structure_id: string;
  key: string;
  label: string;
  /** JSON. */
  indicators: string;
  /** JSON. */
  origins: string;
  created_at: number;
  ended_at: number | null;
}

export type FactRecordRow = Selectable<FactRecordTable>;
export type PublicationRow = Selectable<FigurePublicationTable>;
