import type { StructureInfo } from '@relais/model';
import type { ServiceContext } from './context.ts';
import type { DocumentKind } from './documents.ts';
import type { Link } from './http/access.ts';
import type { Endpoint, Pipeline } from './http/pipeline.ts';
import type { ListKind } from './import-documents.ts';
import type { Topic } from './live/topic.ts';
import type { RebuildKind } from './log/rebuild.ts';
import type { MailKind } from './mail/worker.ts';
import type { ApiWords } from './openapi/api-words.ts';
import type { Projection, StructureView } from './view.ts';

export type Language = 'fr' | 'en';

/** What a subject brings to the backend. `subjects.ts` lists them, and nothing of the core names one. */
export interface Subject {
  readonly documents?: readonly DocumentKind<unknown>[];
  /** Lists whose entries are rows of its own. */
  readonly lists?: readonly ListKind[];
  readonly projections?: readonly Projection<unknown>[];
  /** Its part of what a structure says of itself to everybody. */
  readonly describe?: (view: StructureView, language: Language) => Partial<StructureInfo>;
  /** Its operations, by their names in the contract. */
  readonly routes?: (context: ServiceContext, pipeline: Pipeline) => Readonly<Record<string, Endpoint>>;
  /** What opens what it was made for without signing in, by the parameter of a path that names it. */
  readonly links?: (context: ServiceContext) => Readonly<Record<string, Link>>;
  readonly topics?: Readonly<Record<string, Topic>>;
  /** Letters it has sent, by the kind their rows name. */
  readonly mails?: Readonly<Record<string, MailKind>>;
  readonly chores?: readonly Chore[];
  /** What the description of the API tells of it beside its schemas. */
  readonly apiWords?: ApiWords;
  /** How its tables are made again from the log. */
  readonly rebuild?: RebuildKind;
}

/** Something done again and again while the backend runs. */
export interface Chore {
  /** Milliseconds from the end of one round to the next. */
  readonly every: number;
  readonly run: (context: ServiceContext) => Promise<void>;
}
