import { Protocol, ProtocolCases } from '@relais/model';
import { readJson } from '../support.ts';

/** Those written from a sheet of sources. */
export const fromSheets = [
  'bronchiolite',
  'entorse-cheville',
  'icope-fragilite',
  'insuffisance-cardiaque-epof',
  'odynophagie',
  'osteoporose',
  'pollakiurie',
] as const;
export type SheetProtocol = (typeof fromSheets)[number];

/** Those that show a form, with no clinical fact in them: their criteria are lists that a structure signs. */
export const forms = [
  'acces-direct',
  'asthme-enfant',
  'astreinte',
  'bpco-suivi',
  'diabete-suivi',
  'gastro-enterite',
  'grippe',
] as const;

export type ShippedProtocol = SheetProtocol | (typeof forms)[number];
export const shipped: readonly ShippedProtocol[] = [...fromSheets, ...forms];

export function readProtocol(name: ShippedProtocol): Protocol {
  return Protocol.parse(readJson(`demo/protocols/${name}.json`));
}

export function readCases(name: ShippedProtocol): ProtocolCases {
  return ProtocolCases.parse(readJson(`demo/protocols/cases/${name}.json`));
}
