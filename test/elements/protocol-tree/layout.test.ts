import { expect } from '@open-wc/testing';
import { outlineOf } from '@relais/engine/protocol';
import { Protocol } from '@relais/model';
import { layOut } from '../../../packages/elements/src/protocol-tree/layout.ts';
import type { Drawing, DrawnNode, Measure } from '../../../packages/elements/src/protocol-tree/layout.ts';
import { Phrases } from '../../../packages/elements/src/protocol-tree/phrases.ts';
import { treeOf, type TreeSection } from '../../../packages/elements/src/protocol-tree/tree-model.ts';
import { fr } from '../../../packages/elements/src/protocol-tree/words/fr.ts';
import { readProtocol } from '../support/protocol.ts';

const NAMES = ['odynophagie', 'pollakiurie', 'entorse-cheville', 'icope-fragilite', 'osteoporose', 'astreinte'];
const WORDS = { badge: fr.example, mark: fr.exampleMark, yes: fr.yes, no: fr.no };

/** Every letter as wide as any other. */
const measure: Measure = (text) => text.length * 7;

async function sectionsOf(name: string): Promise<TreeSection[]> {
  const protocol = Protocol.parse(await readProtocol(name));
  const outline = outlineOf(protocol);
  return treeOf(outline, new Phrases(fr, 'fr', protocol, outline));
}

function overlaps(a: DrawnNode, b: DrawnNode): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** What would be cut off, or written over. */
function faultsOf({ nodes, width, height }: Drawing): string[] {
  const outside = nodes.filter(
    (node) => node.x < 0 || node.x + node.width > width + 0.5 || node.y + node.height > height,
  );
  const spilt = nodes
    .filter(({ role }) => role !== 'section')
    .filter((node) =>
      node.texts.some(({ x, y, text }) => x + measure(text, 'text') > node.x + node.width || y > node.y + node.height),
    );
  const met = nodes.filter((node, index) => nodes.slice(index + 1).some((other) => overlaps(node, other)));
  return [...outside, ...spilt, ...met].map(({ path }) => path);
}

describe('The layout of a tree', () => {
  for (const name of NAMES) {
    it(`keeps every box of ${name} apart, and every word in its box`, async () => {
      const sections = await sectionsOf(name);
      for (const width of [760, 900, 1060]) expect(faultsOf(layOut(sections, width, measure, WORDS))).to.deep.equal([]);
    });
  }

  it('puts rules below each other in the order in which they go before each other', async () => {
    const drawing = layOut(await sectionsOf('odynophagie'), 900, measure, WORDS);
    const rules = drawing.nodes.filter(({ role, path }) => role === 'node' && path.startsWith('rules/'));
    const kinds = rules.toSorted((a, b) => a.y - b.y).map(({ kind }) => kind);
    expect([...new Set(kinds)]).to.deep.equal(['urgent', 'stop', 'alert', 'score', 'outcome', 'then']);
  });

  it('cuts a word that is wider than its box', () => {
    const node = {
      path: 'rules/1',
      name: 'Règle 1',
      parts: [{ joint: undefined, text: 'x'.repeat(400) }],
      notes: [],
      result: { path: 'rules/1/result', text: 'y'.repeat(400), effect: undefined },
      isExample: true,
      source: '',
      reads: [],
    };
    const section = { path: 's', kind: 'alert', title: 'Alerte', hint: undefined, nodes: [node], columns: 2 } as const;
    expect(faultsOf(layOut([section], 760, measure, WORDS))).to.deep.equal([]);
  });
});
