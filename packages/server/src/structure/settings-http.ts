import type { ServiceContext } from '../core/context.ts';
import { importSettings } from './imports.ts';
import { ProblemError } from '../core/problem.ts';
import { readSettings } from './structures.ts';
import { actorOf } from '../core/http/access.ts';
import { json } from '../core/http/answers.ts';
import type { ReadHandler, WriteHandler } from '../core/http/call.ts';

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
