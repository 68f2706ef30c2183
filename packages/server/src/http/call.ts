import type { AskingSite, Operation } from '@relais/model';
import type { Answer, IdempotentRequest } from '../services/idempotency.ts';
import type { StructureView } from '../services/view.ts';
import type { Principal } from './access.ts';

/** A request that may come in: its route known, its caller decided, its body parsed. What handlers work with. */
export interface Call {
  readonly operation: Operation;
  readonly request: Request;
  readonly structureId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly view: StructureView;
  readonly principal: Principal;
  /** The site whose page asks, when one does. */
  readonly site: AskingSite | undefined;
  /** The parsed body, of the type of the operation's schema. */
  readonly body: unknown;
  readonly address: string;
}

/** Answers a reading route. */
export type ReadHandler = (call: Call) => Promise<Response>;

/** Answers a writing route, once per key. */
export type WriteHandler = (call: Call, key: IdempotentRequest) => Promise<Answer>;
