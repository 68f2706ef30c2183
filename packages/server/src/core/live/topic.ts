import type { LiveTopic } from '@relais/model';
import type { ServiceContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import type { EventRow } from '../log/event.ts';
import type { StructureView } from '../view.ts';

/** How the backend serves a topic of the contract. */
export interface Topic {
  readonly contract: LiveTopic;
  /** What a caller who may hear the topic follows of it. @throws {ProblemError} for a query that is not accepted, or asks for more than this caller may see */
  follow(context: ServiceContext, call: Call): Following;
}

/** What one reader follows. */
export interface Following {
  /** Readers who may see the same get one message. */
  readonly key: string;
  /** What rows of the log mean to the reader; nothing when they do not concern it. */
  compose(view: StructureView, rows: readonly EventRow[]): object | undefined;
}
