/** What opens the answers of one volunteer: of which structure, since one page may serve several. */
export interface DutyAddress {
  readonly structureId: string;
  readonly answerId: string;
  readonly token: string;
}

/** Fragment of the link: never sent to a server, never in a Referer. */
export function dutyFragment({ structureId, answerId, token }: DutyAddress): string {
  return `relais-duty=${structureId}.${answerId}.${token}`;
}

/** Reads `#relais-duty=<structure>.<id>.<token>` among other fragment parameters; `undefined` when there is no such link. */
export function parseDutyFragment(fragment: string): DutyAddress | undefined {
  const match = /(?:^#?|&)relais-duty=([\w-]+)\.([\w-]+)\.([\w-]+)/.exec(fragment);
  const [, structureId, answerId, token] = match ?? [];
  return structureId && answerId && token ? { structureId, answerId, token } : undefined;
}
