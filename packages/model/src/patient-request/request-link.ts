/** What opens a patient's own request: of which structure, since one page may serve several. */
export interface RequestAddress {
  readonly structureId: string;
  readonly requestId: string;
  readonly token: string;
}

/** Fragment of the link of a request: never sent to a server, never in a Referer. */
export function requestFragment({ structureId, requestId, token }: RequestAddress): string {
  return `relais-request=${structureId}.${requestId}.${token}`;
}

/** Reads `#relais-request=<structure>.<id>.<token>` among other fragment parameters; `undefined` when there is no such link. */
export function parseRequestFragment(fragment: string): RequestAddress | undefined {
  const match = /(?:^#?|&)relais-request=([\w-]+)\.([\w-]+)\.([\w-]+)/.exec(fragment);
  const [, structureId, requestId, token] = match ?? [];
  return structureId && requestId && token ? { structureId, requestId, token } : undefined;
}
