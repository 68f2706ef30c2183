import type { ServiceContext } from '../services/context.ts';
import { describeStructure, descriptionTag } from '../services/structures.ts';
import { json } from './answers.ts';
import type { ReadHandler } from './call.ts';
import { readLanguage } from './parse.ts';

/** What the answer depends on: which site asks, and for whom. */
const Vary = 'Origin, Authorization';

export function structureHandler(context: ServiceContext): ReadHandler {
  return ({ view, query, request, site }) => {
    const language = readLanguage(query);
    // Asked again at each visit, and not sent again while nothing has changed.
    const headers = { ETag: descriptionTag(context, view, language, site), 'Cache-Control': 'no-cache', Vary };
    if (request.headers.get('if-none-match') === headers.ETag)
      return Promise.resolve(new Response(null, { status: 304, headers }));
    return Promise.resolve(json(describeStructure(context, view, language, site), 200, headers));
  };
}
