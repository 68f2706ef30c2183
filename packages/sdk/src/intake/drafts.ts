import { toInstant } from '@relais/model';
import type { Instant, ReasonAnswer, SeatProposal } from '@relais/model';
import { createVaultQueue, DRAFTS, randomId } from '../core/index.ts';
import type { ClientCore } from '../core/index.ts';

/** What has been typed and chosen of a request, as it was typed: nothing is judged before it is sent. */
export interface IntakeFields {
  readonly entryPoint: string;
  readonly phone: string;
  readonly commune: string;
  readonly address: string;
  readonly priorPathway: string;
  readonly regulatedBy: string;
  readonly regulatedNumber: string;
  /** Ids of the signs there are. */
  readonly signs: readonly string[];
  /** When somebody has said that these are all: an instant, or nothing. */
  readonly signsAnsweredAt: string;
  readonly reason: string;
  /** To the questions of that reason, as they were typed. */
  readonly answers: readonly ReasonAnswer[];
  readonly label: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly email: string;
  readonly attendingDoctor: string;
  /** Beginning of the treating doctor's name, as it is typed. */
  readonly doctorName: string;
  /** The one chosen of the directory. */
  readonly doctor: string;
}

/** A request that is half written. */
export interface IntakeDraft {
  /** Of the request, for ever: what is sent twice is one request. */
  readonly id: string;
  /** When the call began. */
  readonly startedAt: Instant;
  /** When it was begun on this device, milliseconds: the order of the tabs. */
  readonly begunAt: number;
  readonly fields: IntakeFields;
  /** A seat that is kept for it. */
  readonly proposal?: SeatProposal | undefined;
}

export interface IntakeDrafts {
  /** Those of whoever is signed in, in the order they were begun. */
  list(): Promise<IntakeDraft[]>;
  keep(draft: IntakeDraft): Promise<void>;
  drop(id: string): Promise<void>;
}

/** Where they stand in a vault: what somebody has begun is locked when she signs out, and opens when she is back. */
const KIND = `${DRAFTS} intake`;
/** A call of yesterday evening may be taken up in the morning; one of last week is nobody's any more. */
const KEPT_MILLISECONDS = 36 * 3_600_000;

export function createIntakeDrafts({ vaults, now }: Pick<ClientCore, 'vaults' | 'now'>): IntakeDrafts {
  const inTurn = createVaultQueue(vaults);
  return {
    list: () =>
      inTurn(async (vault) => {
        const kept = await vault.list<IntakeDraft>(KIND);
        // What an earlier version of the kit has kept lacks what this one asks besides.
        const drafts = kept.map((draft) => ({ ...draft, fields: { ...beginIntake(now()).fields, ...draft.fields } }));
        return drafts.sort((one, other) => one.begunAt - other.begunAt);
      }),
    keep: (draft) => inTurn((vault) => vault.put(KIND, draft.id, draft, now() + KEPT_MILLISECONDS)),
    drop: (id) => inTurn((vault) => vault.delete(KIND, id)),
  };
}

/** A call that begins: nothing is known, and nobody is taken to have answered. */
export function beginIntake(now: number, entryPoint = 'patient'): IntakeDraft {
  const fields: IntakeFields = {
    entryPoint,
    ...{ phone: '', commune: '', address: '', priorPathway: '' },
    ...{ regulatedBy: '', regulatedNumber: '', signs: [], signsAnsweredAt: '', reason: '', answers: [], label: '' },
    ...{ familyName: '', givenName: '', birthDate: '', email: '', attendingDoctor: '' },
    ...{ doctorName: '', doctor: '' },
  };
  return { id: randomId(), startedAt: toInstant(now), begunAt: now, fields };
}

/** Somebody else of the same call, a brother or a sister: who calls and where they are stays; signs are looked for anew. */
export function sameCall({ startedAt, fields }: IntakeDraft, now: number): IntakeDraft {
  const { entryPoint, phone, commune, address, familyName, attendingDoctor, doctorName, doctor } = fields;
  const begun = beginIntake(now, entryPoint);
  const same = { phone, commune, address, familyName, attendingDoctor, doctorName, doctor };
  return { ...begun, startedAt, fields: { ...begun.fields, ...same } };
}

/** Another call for the same thing, in an epidemic. */
export function sameReason({ fields }: IntakeDraft, now: number): IntakeDraft {
  const begun = beginIntake(now, fields.entryPoint);
  return { ...begun, fields: { ...begun.fields, reason: fields.reason, priorPathway: fields.priorPathway } };
}
