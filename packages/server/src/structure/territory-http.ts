import type { ServiceContext } from '../core/context.ts';
import { importTerritory } from './imports.ts';
import { actorOf } from '../core/http/access.ts';
import type { WriteHandler } from '../core/http/call.ts';

export function importTerritoryHandler(context: ServiceContext): WriteHandler {
  return ({ structureId, body, principal }, key) =>
    importTerritory(context, key, { structureId, document: body, actor: actorOf(principal) });
}
