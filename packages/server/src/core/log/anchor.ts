import { fromInstant, Instant, toInstant } from '@relais/model';
import { bytesToHex } from '@noble/hashes/utils.js';
import { createMac } from '#digest';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { deriveKey } from '../auth/derived-key.ts';
import type { Database } from '../../tables.ts';
import { chunksOf } from '../db/chunks.ts';
import { findHead } from '../db/store.ts';
import { isSame } from '../secrets.ts';
import { VERSION } from '../version.ts';
import { canonicalJson } from './canonical.ts';
import { FIRST_HASH } from './event.ts';

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/**
 * Where a structure's log stood at an instant. The chain alone does not see that somebody has written its last rows anew together with their
 * hashes; whoever has kept an anchor out of their reach does.
 */
export const Anchor = z.strictObject({
  structureId: z.string(),
  /** The log's last row, and its hash; 0 and zeros for a log without rows. */
  sequence: z.int().check(z.minimum(0)),
  hash: Hash,
  at: Instant,
  /** Of the backend. */
  version: z.string(),
  /** Made under a key of the server, so that an anchor somebody has invented is noticed. */
  seal: Hash,
});
export type Anchor = z.infer<typeof Anchor>;

/** Why anchors do not hold. */
export type AnchorFault = 'forged' | 'structure-missing' | 'log-shorter' | 'log-differs';

/** Anchors of one structure that do not hold for the same reason: the first of them, and how many they are. */
export interface FailedAnchors {
  readonly structureId: string;
  readonly reason: AnchorFault;
  readonly sequence: number;
  readonly at: Instant;
  readonly anchors: number;
  /** The last row before it that another anchor has found as it was; 0 when there is none. */
  readonly rightUpTo: number;
  /** How many rows the log has now. */
  readonly events: number;
}

export type HeldAnchor = Pick<Anchor, 'structureId' | 'sequence' | 'at'>;

export interface AnchorCheck {
  readonly checked: number;
  /** The furthest anchor of each structure that holds. */
  readonly held: readonly HeldAnchor[];
  readonly failed: readonly FailedAnchors[];
}

/** Anchors of one structure, or of all, as their logs stand. */
export async function createAnchors(
  db: Kysely<Database>,
  secret: string,
  { now, structureId }: { readonly now: number; readonly structureId?: string | undefined },
): Promise<Anchor[]> {
  const heads = await db
    .selectFrom('structure')
    .select(['structure_id', 'sequence', 'hash'])
    .$if(structureId !== undefined, (query) => query.where('structure_id', '=', structureId ?? ''))
    .orderBy('structure_id')
    .execute();
  return heads.map(({ structure_id, sequence, hash }) => {
    const content = { structureId: structure_id, sequence, hash, at: toInstant(now), version: VERSION };
    return { ...content, seal: sealOf(content, secret) };
  });
}

/** Whether the logs still pass through their anchors. That their rows hold together is `verifyLog`'s to say. */
export async function checkAnchors(
  db: Kysely<Database>,
  secret: string,
  anchors: readonly Anchor[],
): Promise<AnchorCheck> {
  const held: HeldAnchor[] = [];
  const failed: FailedAnchors[] = [];
  for (const [structureId, own] of Map.groupBy(anchors, (anchor) => anchor.structureId)) {
    const log = await readLog(db, structureId, own);
    const byFault = Map.groupBy(own.toSorted(inOrder), (anchor) => judge(anchor, log, secret));
    const right = byFault.get('holds') ?? [];
    const last = right.at(-1);
    if (last) held.push({ structureId, sequence: last.sequence, at: last.at });
    for (const [fault, group] of byFault) if (fault !== 'holds') failed.push(describe(fault, group, right, log));
  }
  return { checked: anchors.length, held, failed };
}

/** What an anchor is compared with. */
interface Log {
  /** `undefined` when there is no such structure. */
  readonly events: number | undefined;
  /** Of the rows that anchors name. */
  readonly hashes: ReadonlyMap<number, string>;
}

async function readLog(db: Kysely<Database>, structureId: string, anchors: readonly Anchor[]): Promise<Log> {
  const head = await findHead(db, structureId);
  const hashes = new Map([[0, FIRST_HASH]]);
  const sequences = [...new Set(anchors.map(({ sequence }) => sequence))];
  for (const chunk of chunksOf(sequences)) {
    const rows = await db
      .selectFrom('event')
      .select(['sequence', 'hash'])
      .where('structure_id', '=', structureId)
      .where('sequence', 'in', chunk)
      .execute();
    for (const { sequence, hash } of rows) hashes.set(sequence, hash);
  }
  return { events: head?.sequence, hashes };
}

function judge(anchor: Anchor, { events, hashes }: Log, secret: string): AnchorFault | 'holds' {
  if (!isSame(anchor.seal, sealOf(anchor, secret))) return 'forged';
  if (events === undefined) return 'structure-missing';
  if (anchor.sequence > events) return 'log-shorter';
  return hashes.get(anchor.sequence) === anchor.hash ? 'holds' : 'log-differs';
}

function describe(reason: AnchorFault, anchors: readonly Anchor[], right: readonly Anchor[], log: Log): FailedAnchors {
  const [{ structureId, sequence, at }] = anchors as [Anchor];
  const before = right.filter((anchor) => anchor.sequence < sequence);
  return {
    ...{ structureId, reason, sequence, at },
    anchors: anchors.length,
    rightUpTo: before.at(-1)?.sequence ?? 0,
    events: log.events ?? 0,
  };
}

function inOrder(one: Anchor, other: Anchor): number {
  return one.sequence - other.sequence || fromInstant(one.at) - fromInstant(other.at);
}

function sealOf({ structureId, sequence, hash, at, version }: Omit<Anchor, 'seal'>, secret: string): string {
  const content = canonicalJson([structureId, sequence, hash, at, version]);
  return bytesToHex(createMac(deriveKey(secret, 'anchor'))(content));
}
