import type { DashboardBoard, DashboardBoards, DashboardTile } from '@relais/model';
import type { MembersOf } from '../core/openapi/api-words.ts';
import type { Subject } from '../core/subject.ts';
import { boardsDocument } from './boards.ts';
import { dashboardRoutes } from './routes.ts';

const members: MembersOf<{
  DashboardBoards: DashboardBoards;
  DashboardBoard: DashboardBoard;
  DashboardTile: DashboardTile;
}> = {
  DashboardBoards: {
    formatVersion: 'What this document is',
    boards: 'All of them, in the order of the list; each id and each name once',
  },
  DashboardBoard: {
    id: 'What an address names it by, `board-` and letters, digits or hyphens',
    name: 'As it stands in the list: one line, nothing invisible',
    tiles: 'Its figures, in their order',
  },
  DashboardTile: {
    indicator: 'Id of the indicator; of one there is none of any more, its place on the board says so',
    view: 'How it is shown; when absent as a number',
    by: 'One or two that differ of what it can be split by; when absent what suits the view',
  },
};

/** The boards of figures that a structure has made for itself. It knows which figures stand on them, and not what they count. */
export const dashboard: Subject = {
  apiWords: { members },
  documents: [boardsDocument],
  routes: dashboardRoutes,
};
