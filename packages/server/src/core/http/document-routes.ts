import { importOnce } from '../import-documents.ts';
import type { ServiceContext } from '../context.ts';
import type { DocumentKind } from '../documents.ts';
import type { Answer, IdempotentRequest } from '../write/answers.ts';
import { actorOf } from './access.ts';
import type { Call } from './call.ts';
import { invalid } from './parse.ts';

type Kind = Pick<DocumentKind<unknown>, 'name'>;

/** What names the version of a document that is read, to be sent back with the one that follows it. */
export function tagOf({ name }: Kind): (call: Pick<Call, 'view'>) => string {
  return ({ view }) => `"${name}.${view.documents.newestVersion(name)}"`;
}

/** The one way a document of a structure is replaced over the network: by the version it was read from, where the request names one. */
export function importing(
  context: ServiceContext,
  kind: DocumentKind<unknown>,
): (call: Pick<Call, 'structureId' | 'body' | 'principal' | 'request'>, key: IdempotentRequest) => Promise<Answer> {
  return ({ structureId, body: document, principal, request }, key) =>
    importOnce(context, kind, key, {
      ...{ structureId, document, actor: actorOf(principal) },
      base: readBase(request.headers, kind),
    });
}

/**
 * The version named by `If-Match`; 0 for `If-None-Match: *`, where there was none; `undefined` where none is named, or `*` asks for no check.
 * @throws {ProblemError} `invalid-request`
 */
function readBase(headers: Headers, { name }: Kind): number | undefined {
  const match = headers.get('if-match');
  if (headers.get('if-none-match') === '*') return 0;
  if (match === null || match === '*') return undefined;
  const version = new RegExp(`^"${name}\\.(\\d{1,9})"$`).exec(match)?.[1];
  if (version !== undefined) return Number(version);
  throw invalid({ path: 'If-Match', message: 'is not a tag of this document', accepted: `"${name}.1" or *` });
}
