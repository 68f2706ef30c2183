import type { Client } from '@relais/sdk';
import { readContract, readPayment, saveContract } from '@relais/sdk/contract';
import { deleteBoard, readBoards, saveBoard } from '@relais/sdk/dashboard';
import {
  checkExportFile,
  exportFigures,
  followFigures,
  listFigureLines,
  listIndicators,
  printFigures,
  readCooperationReport,
  readFigures,
  readFigureSuggestions,
  readPublicFigures,
  writeActivityReport,
  writeFigureMeasures,
} from '@relais/sdk/indicators';
import type { FiguresPort } from '../shared/port.ts';

/** The figures of our backend. */
export function clientPort(client: Client): FiguresPort {
  const { session } = client;
  return {
    now: () => client.now(),
    name: async () => (await client.structure.describe()).name,
    registry: () => listIndicators(client),
    read: (query) => readFigures(client, query),
    readPublic: (query) => readPublicFigures(client, query),
    lines: (query) => listFigureLines(client, query),
    export: (query, exportId) => exportFigures(client, { ...query, exportId }),
    check: (file) => checkExportFile(client, file),
    measures: (exports, language) => writeFigureMeasures(client, { exports, language }),
    document: (request) => printFigures(client, request),
    report: (year, language) => writeActivityReport(client, { year, language }),
    declaration: (protocol, year) => readCooperationReport(client, { protocol, year }),
    suggestions: () => readFigureSuggestions(client),
    contract: {
      read: () => readContract(client),
      save: (contract) => saveContract(client, contract),
      payment: (on) => readPayment(client, on),
    },
    boards: {
      read: () => readBoards(client),
      save: (board, before) => saveBoard(client, { board, before }),
      delete: (board) => deleteBoard(client, board),
    },
    follow: (onMoved) => followFigures(client, onMoved),
    signIn: session && (() => location.assign(session.signInUrl())),
  };
}
