import type {
  CooperationReport,
  FigureSuggestions,
  DashboardBoard,
  ExportFileCheck,
  FigureExport,
  FigureLines,
  FigureList,
  FigureQuery,
  IndicatorRegistry,
  KeptBoards,
  KeptContract,
  PaymentHelp,
  PrintFigures,
  PublicFigures,
  SaveContract,
} from '@relais/sdk';
import type { LinesQuery, PublicQuery } from '@relais/sdk/indicators';

/** What keeps the contract of the ACI, and says what it would bring. */
export interface ContractPort {
  read(): Promise<KeptContract>;
  save(contract: SaveContract): Promise<{ readonly version: number }>;
  /** Of the period a day is in, without one that of today. */
  payment(on?: string): Promise<PaymentHelp>;
}

/** What keeps the boards that a structure has made for itself. What is refused is said by the `code` of an error, as `BoardRefusedError` does. */
export interface BoardsPort {
  read(): Promise<KeptBoards>;
  /** In the place of what it was made from, or as a new one. @returns all of them as they are then */
  save(board: DashboardBoard, before: DashboardBoard | undefined): Promise<readonly DashboardBoard[]>;
  delete(board: DashboardBoard): Promise<readonly DashboardBoard[]>;
}

/** Where figures come from: our backend, or whatever a host has in its place. What fails is said by the `code` of an error. */
export interface FiguresPort {
  /** Milliseconds, by the clock that figures go by. */
  now(): number;
  /** Name of the structure. */
  name(): Promise<string>;
  registry(): Promise<IndicatorRegistry>;
  read(query: FigureQuery): Promise<FigureList>;
  readPublic(query: PublicQuery): Promise<PublicFigures>;
  lines(query: LinesQuery): Promise<FigureLines>;
  /** `exportId`: of the answer before, where both go into one file. */
  export(query: FigureQuery, exportId?: string): Promise<FigureExport>;
  /** Looks at a file that was taken away, as somebody has it now. */
  check(file: Uint8Array): Promise<ExportFileCheck>;
  /** Exports as FHIR Measure and MeasureReport, where they can be had. */
  measures?(exports: FigureExport[], language: 'fr' | 'en'): Promise<object>;
  /** Exports as a document (PDF) with pictures and definitions, where it can be had. */
  document?(request: PrintFigures): Promise<Uint8Array<ArrayBuffer>>;
  /** The activity report of a year as a document (DOCX), where it can be had. */
  report?(year: number, language: 'fr' | 'en'): Promise<Uint8Array<ArrayBuffer>>;
  /** The four indicators of article D.4011-4 of a protocol and a year, complete, where they can be had. */
  declaration?(protocol: string, year: number): Promise<CooperationReport>;
  /** Which protocols figures speak for, and what is asked for more than usual, where that can be had. */
  suggestions?(): Promise<FigureSuggestions>;
  /** The contract of the ACI, where it is kept. */
  readonly contract?: ContractPort | undefined;
  /** The boards of the structure, where they are kept. */
  readonly boards?: BoardsPort | undefined;
  /** Calls when figures have moved, until the function it gives is called. */
  follow(onMoved: () => void): () => void;
  /** Leads to where one signs in, where there is such a place. */
  readonly signIn?: (() => void) | undefined;
}
