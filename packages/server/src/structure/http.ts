import type { ServiceContext } from '../core/context.ts';
import { describeStructure, descriptionTag } from './structures.ts';
import { json } from '../core/http/answers.ts';
import type { ReadHandler } from '../core/http/call.ts';
import { readLanguage } from '../core/http/parse.ts';

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
