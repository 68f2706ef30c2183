import { invalid } from './parse.ts';

/** Lines in one part of a list. */
export const PAGE = 100;

export interface PagePlace {
  readonly at: number;
  readonly id: string;
}

export function writePlace({ at, id }: PagePlace): string {
  return `${at}.${id}`;
}

function readPlace(text: string): PagePlace | undefined {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}

/** Where a list goes on; `undefined` for its beginning. @throws {ProblemError} `invalid-request` */
export function readAfter(query: URLSearchParams): PagePlace | undefined {
  const text = query.get('after');
  if (text === null) return undefined;
  const place = readPlace(text);
  if (place) return place;
  throw invalid({ path: 'after', message: 'is not a place in the list', accepted: '`next` of the part before' });
}
