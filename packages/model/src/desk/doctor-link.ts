/** What opens the question to a treating doctor: of which structure, since one page may serve several. */
export interface DoctorAddress {
  readonly structureId: string;
  readonly questionId: string;
  readonly token: string;
}

/** Fragment of the link: never sent to a server, never in a Referer. */
export function doctorFragment({ structureId, questionId, token }: DoctorAddress): string {
  return `relais-doctor=${structureId}.${questionId}.${token}`;
}

/** Reads `#relais-doctor=<structure>.<id>.<token>` among other fragment parameters; `undefined` when there is no such link. */
export function parseDoctorFragment(fragment: string): DoctorAddress | undefined {
  const match = /(?:^#?|&)relais-doctor=([\w-]+)\.([\w-]+)\.([\w-]+)/.exec(fragment);
  const [, structureId, questionId, token] = match ?? [];
  return structureId && questionId && token ? { structureId, questionId, token } : undefined;
}
