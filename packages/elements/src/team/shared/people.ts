import type { Membership, Team, TeamFile, TeamFunction, TeamProtocol } from '@relais/sdk';
import { fullName } from '../../ui/person/person.ts';

/** Somebody's part in a protocol. */
export interface Part {
  readonly person: TeamFile;
  readonly membership: TeamFile['memberships'][number];
}

/** Unique among the parts of one protocol. */
export function keyOf({ person, membership }: Part): string {
  return `${person.professional}-${membership.function}`;
}

/** Everybody who has or had a part in a protocol, délégants first. */
export function partsOf({ members }: Team, protocol: string): Part[] {
  const parts = members.flatMap((person) =>
    person.memberships.filter((one) => one.protocol === protocol).map((membership) => ({ person, membership })),
  );
  const rank: Readonly<Record<TeamFunction, number>> = { delegator: 0, delegate: 1 };
  return parts.sort((one, other) => rank[one.membership.function] - rank[other.membership.function]);
}

/** Whether somebody has left a protocol, or the structure. */
export function hasLeft({ person, membership }: Part, today: string): boolean {
  return !person.present || isOver(membership, today);
}

export function isOver({ to }: Pick<Membership, 'to'>, today: string): boolean {
  return to !== undefined && to < today;
}

export function nameOf(person: { readonly familyName: string; readonly givenName: string }): string {
  return fullName(person);
}

export function titleOf({ protocols }: { readonly protocols: readonly TeamProtocol[] }, id: string): string {
  return protocols.find((one) => one.id === id)?.title ?? id;
}
