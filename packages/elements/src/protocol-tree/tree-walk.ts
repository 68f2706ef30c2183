import type { TreeSection } from './tree-model.ts';

/** A node of the tree among its own: the section it is in, the rule it follows from. */
export interface Step {
  readonly path: string;
  readonly level: number;
  readonly place: number;
  readonly count: number;
}

/** All nodes in the order in which they are read: sections, what stands in them, what follows from that. */
export function stepsOf(sections: readonly TreeSection[]): Step[] {
  return sections.flatMap(({ path, nodes }, at) => [
    { path, level: 1, place: at + 1, count: sections.length },
    ...nodes.flatMap((node, index) => [
      { path: node.path, level: 2, place: index + 1, count: nodes.length },
      ...(node.result ? [{ path: node.result.path, level: 3, place: 1, count: 1 }] : []),
    ]),
  ]);
}

/** Where a key leads from a node, as in any tree: up and down, into what is below, out to what it is in. */
export function stepTo(steps: readonly Step[], from: string | undefined, key: string): string | undefined {
  const at = steps.findIndex(({ path }) => path === from);
  const here = steps[at];
  switch (key) {
    case 'ArrowDown':
      return steps[at + 1]?.path;
    case 'ArrowUp':
      return steps[at - 1]?.path;
    case 'Home':
      return steps[0]?.path;
    case 'End':
      return steps.at(-1)?.path;
    case 'ArrowRight': {
      const next = steps[at + 1];
      return here && next && next.level > here.level ? next.path : undefined;
    }
    case 'ArrowLeft':
      return here && steps.slice(0, at).findLast(({ level }) => level < here.level)?.path;
    default:
      return undefined;
  }
}
