import { toInstant } from '@relais/model';

export function instantOrNull(at: number | null): string | null {
  return at === null ? null : toInstant(at);
}

/** The members that have a value: what is not known is left out of an answer. */
export function defined<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: NonNullable<Members[Name]> } {
  const known = Object.entries(members).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as { [Name in keyof Members]?: NonNullable<Members[Name]> };
}
