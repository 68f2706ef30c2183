import type { HistoryActionRow, HistoryCountRow, HistoryFile, ImportHistory } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  ImportHistory: ImportHistory;
  HistoryFile: HistoryFile;
  HistoryActionRow: HistoryActionRow;
  HistoryCountRow: HistoryCountRow;
}

const members: MembersOf<Sent> = {
  ImportHistory: {
    kind: 'Entries of the log of actions, or counts of periods',
    file: 'The file it comes from',
    rows: 'Its lines, as they are written there',
  },
  HistoryFile: { name: 'Its name, for people', sha256: 'SHA-256 of its bytes, in hexadecimal' },
  HistoryActionRow: { row: 'Number of the line in the file', cells: 'What it says, by what the columns are' },
  HistoryCountRow: { row: 'Number of the line in the file', cells: 'What it says, by what the columns are' },
};

export const historyWords: ApiWords = { members };
