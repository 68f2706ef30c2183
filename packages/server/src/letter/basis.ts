import type { LetterPerson } from '@relais/engine/letter';
import type { Instant, LetterExchange, RunPatient } from '@relais/model';
import type { Kysely } from 'kysely';
import type { ServiceContext } from '../core/context.ts';
import type { Principal } from '../core/http/access.ts';
import type { Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import type { About, LetterRow } from './store.ts';

/** A run or a visit, as far as any letter cares. */
export interface Basis {
  /** Whose decisions are asked; a visit may be of somebody the structure does not count as a person. */
  readonly patientId: string | undefined;
  /** Why nothing leaves it, whatever the patient has decided. */
  readonly barred?: Extract<LetterExchange, 'training' | 'withdrawn'> | undefined;
}

/** What the header of a document says beside the letter. */
export interface LetterHead {
  readonly patient: RunPatient;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
}

/** Somebody's look at the letters of something. */
export interface Look {
  readonly structureId: string;
  readonly about: About;
  readonly principal: Principal;
}

/** What a run or a visit decides of its letters: who writes them, who sees them, what they say beside their text. */
export interface Ground<B extends Basis = Basis> {
  /** For whoever writes them. @throws {ProblemError} `not-found`, `forbidden` */
  own(db: Kysely<Database>, structureId: string, id: string, principal: Principal): Promise<B>;
  /** For whoever may see them; `see` records that they have. @throws {ProblemError} `not-found`, `forbidden` */
  look<Seen>(context: ServiceContext, look: Look, see: (writing: Writing, basis: B) => Promise<Seen>): Promise<Seen>;
  /** Whatever is known of it when a letter leaves. */
  find(db: Kysely<Database>, structureId: string, id: string): Promise<B | undefined>;
  headOf(basis: B, letter: LetterRow): LetterHead;
  authorOf(db: Kysely<Database>, basis: B, letter: LetterRow): Promise<LetterPerson>;
  /** A letter has been sent or handed over. */
  left?(
    context: ServiceContext,
    writing: Writing,
    basis: B,
    told: {
      readonly actor: string;
      readonly channel: 'secureMail' | 'printed' | 'otherSoftware';
      readonly letter: string;
    },
  ): Promise<void>;
}
