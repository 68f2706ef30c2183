// How long it takes to prove a protocol: each of those shipped, and one that no search can prove, which ends at its bound.
import { readdirSync, readFileSync } from 'node:fs';
import { checkProtocol } from '@relais/engine/protocol';
import { Protocol } from '@relais/model';
import { type Figure, measure, report } from './support.ts';

const folder = new URL('../demo/protocols/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

const figures: Figure[] = [];
// One after the other: together they would measure each other.
for (const name of names) figures.push(await figureOf(name));
report('protocol', [...figures, await boundFigure()]);

async function figureOf(name: string): Promise<Figure> {
  const protocol = Protocol.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  return slowest(name.replace('.json', ''), protocol);
}

async function slowest(name: string, protocol: Protocol): Promise<Figure> {
  const samples = await measure(() => checkProtocol(protocol), { times: 10 });
  return { name: `${name}, slowest of ten`, value: Math.max(...samples), unit: 'ms', bar: { atMost: 2000 } };
}

/** Two outcomes by whether « oui » was answered an odd number of times: only all combinations would show that one always holds. */
async function boundFigure(): Promise<Figure> {
  const base = Protocol.parse(JSON.parse(readFileSync(new URL('pollakiurie.json', folder), 'utf8')));
  const linkIds = Array.from({ length: 30 }, (_, index) => `q${index}`);
  const odd = linkIds.map((linkId) => `(%resource.item.where(linkId = '${linkId}').answer.value = true)`).join(' xor ');
  const outcome = { kind: 'outcome', outcome: 'managedByDelegate', text: 'Conseils' } as const;
  return slowest('a protocol beyond any search', {
    ...base,
    questionnaire: {
      ...base.questionnaire,
      item: linkIds.map((linkId) => ({ linkId, type: 'boolean', required: true })),
    },
    rules: [
      { id: 'impair', when: odd, action: outcome, status: 'illustrative' },
      { id: 'pair', when: `(${odd}).not()`, action: outcome, status: 'illustrative' },
    ],
  });
}
