// A face of its own, for what is loaded when somebody wants a file: what goes into it, and how it is made.
export { fileName, fileOf, save } from './file.ts';
export type { FigureFile, FileKind } from './file.ts';
export { splitOf } from '../shared/split.ts';
