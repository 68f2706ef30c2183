import type { ServiceContext } from '../services/context.ts';
import { importSettings } from '../services/imports.ts';
import { ProblemError } from '../services/problem.ts';
import { readSettings } from '../services/structures.ts';
import { actorOf } from './access.ts';
import { json } from './answers.ts';
import type { ReadHandler, WriteHandler } from './call.ts';

export function readSettingsHandler(context: ServiceContext): ReadHandler {
  return async ({ structureId }) => {
    const settings = await readSettings(context, structureId);
    if (!settings) throw new ProblemError('not-found');
    return json(settings);
  };
}

export function importSettingsHandler(context: ServiceContext): WriteHandler {
  return ({ structureId, body, principal }, key) =>
    importSettings(context, key, { structureId, document: body, actor: actorOf(principal) });
}
