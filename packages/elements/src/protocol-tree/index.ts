// What the rest of the package may know of the tree.
export { ProtocolTree } from './protocol-tree.ts';
export { ProtocolNodeEvent } from './protocol-tree-events.ts';
export type { ProtocolTreeStrings } from './words/fr.ts';
