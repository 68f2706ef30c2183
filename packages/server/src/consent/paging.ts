/** Lines in one part of a list. */
export const PAGE = 100;

export interface PagePlace {
  readonly at: number;
  readonly id: string;
}

export function writePlace({ at, id }: PagePlace): string {
  return `${at}.${id}`;
}

export function readPlace(text: string): PagePlace | undefined {
  const [, at, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? [];
  return at === undefined || id === undefined ? undefined : { at: Number(at), id };
}
