import type { ServiceContext } from '../services/context.ts';
import { importTerritory } from '../services/imports.ts';
import { actorOf } from './access.ts';
import type { WriteHandler } from './call.ts';

export function importTerritoryHandler(context: ServiceContext): WriteHandler {
  return ({ structureId, body, principal }, key) =>
    importTerritory(context, key, { structureId, document: body, actor: actorOf(principal) });
}
