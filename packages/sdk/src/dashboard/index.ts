// The rules boards are put beside each other by.
export { dropBoard, isSameBoard, putBoard } from '@relais/engine/dashboard';
export type { BoardChange, BoardRefusal } from '@relais/engine/dashboard';
export { BoardRefusedError, deleteBoard, readBoards, saveBoard } from './boards.ts';
