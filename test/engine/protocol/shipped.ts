import { readdirSync } from 'node:fs';
import { Protocol, ProtocolCases } from '@relais/model';
import { readJson } from '../support.ts';

export type ShippedProtocol =
  | 'bronchiolite'
  | 'entorse-cheville'
  | 'icope-fragilite'
  | 'insuffisance-cardiaque-epof'
  | 'odynophagie'
  | 'osteoporose'
  | 'pollakiurie';

/** The protocols of the demo data, by the name of their file. */
export const shipped = readdirSync(new URL('../../../demo/protocols', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', '') as ShippedProtocol);

export function readProtocol(name: ShippedProtocol): Protocol {
  return Protocol.parse(readJson(`demo/protocols/${name}.json`));
}

export function readCases(name: ShippedProtocol): ProtocolCases {
  return ProtocolCases.parse(readJson(`demo/protocols/cases/${name}.json`));
}
