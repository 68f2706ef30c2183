export { dropBoard, isSameBoard, putBoard } from './boards.ts';
export type { BoardChange, BoardRefusal } from './boards.ts';
