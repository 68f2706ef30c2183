import type { AskingSite, NamesIn, Operation } from '@relais/model';
import type * as z from 'zod/mini';
import type { Answer, IdempotentRequest } from '../write/answers.ts';
import type { StructureView } from '../view.ts';
import type { Principal } from './access.ts';
import type { JsonText } from './answers.ts';

type BodyOf<Op extends Operation> = Op extends { readonly body: infer Schema extends z.ZodMiniType }
  ? z.output<Schema>
  : unknown;

/** A request that may come in: its route known, its caller decided, its body parsed. What handlers work with. */
export interface Call<Op extends Operation = Operation> {
  readonly operation: Op;
  readonly request: Request;
  readonly structureId: string;
  readonly params: Readonly<Record<NamesIn<Op['path']>, string>>;
  readonly query: URLSearchParams;
  readonly view: StructureView;
  readonly principal: Principal;
  /** The site whose page asks, when one does. */
  readonly site: AskingSite | undefined;
  readonly body: BodyOf<Op>;
  readonly address: string;
}

/** What a reading route gives: a value in the shape of its contract, or the same written as JSON already; what is no JSON is a response of its own. */
export type Reading<Op extends Operation> = Op['answer'] extends { readonly schema: infer Schema extends z.ZodMiniType }
  ? z.input<Schema> | JsonText
  : Response;

/** Answers a reading route. */
export type ReadHandler<Op extends Operation = Operation> = (call: Call<Op>) => Reading<Op> | Promise<Reading<Op>>;

/** Answers a writing route, once per key. */
export type WriteHandler<Op extends Operation = Operation> = (
  call: Call<Op>,
  key: IdempotentRequest,
) => Promise<Answer>;
