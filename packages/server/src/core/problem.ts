import { problemCatalogue } from '@relais/model';
import type { Fault, NotBookable, ProblemCode, ProtocolFinding, RunObstacle, Slot, VisitState } from '@relais/model';

/** Members a problem has beyond RFC 9457, by code; see the catalogue of the model. */
export interface ProblemExtension {
  readonly alternatives?: readonly Slot[];
  readonly reason?: NotBookable;
  readonly booking?: { readonly id: string; readonly href: string };
  readonly holds?: readonly { readonly id: string; readonly expiresAt: string }[];
  readonly faults?: readonly Fault[];
  /** Who has the call that was asked for, as the log names them. */
  readonly owner?: string;
  /** The entry of the call-back list that stands. */
  readonly callback?: string;
  /** Of the thing as it stands. */
  readonly revision?: number;
  readonly waiting?: number;
  /** Of a document that is in force, and at which places others have changed it since it was read. */
  readonly version?: number;
  readonly changed?: readonly string[];
  /** Where a visit stands. */
  readonly state?: VisitState;
  /** How many are booked above the capacity of a session, and how many may be. */
  readonly overbooking?: { readonly used: number; readonly limit: number };
  /** When a seat begins. */
  readonly start?: string;
  readonly findings?: readonly ProtocolFinding[];
  /** What keeps a run from starting. */
  readonly missing?: readonly RunObstacle[];
  /** Why a run cannot end as it was said. */
  readonly refusals?: readonly string[];
  readonly changeableUntil?: string;
  readonly outcome?: string;
  readonly challenge?: object;
  /** What is wrong with an address that somebody gave. */
  readonly addressFault?: string;
  /** The site refused. */
  readonly origin?: string;
  /** Seconds, also sent as `Retry-After`. */
  readonly retryAfter?: number;
}

/** A refusal of the API. The message is the title of the code: nothing the caller sent is in it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly extension: ProblemExtension;

  constructor(
    code: ProblemCode,
    extension: ProblemExtension & { readonly detail?: string } = {},
    options?: ErrorOptions,
  ) {
    super(problemCatalogue[code].title, options);
    const { detail, ...members } = extension;
    this.code = code;
    this.detail = detail;
    this.extension = members;
  }

  get status(): number {
    return problemCatalogue[this.code].status;
  }
}

/** The body of the problem. `type` is a URN: it names the problem and is not an address. */
export function toProblemBody(problem: ProblemError): Record<string, unknown> {
  return {
    type: `urn:relais:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...problem.extension,
  };
}
