import type { EventType, Operation, StructureInfo } from '@relais/model';
import type { Database } from '../tables.ts';
import type { ServiceContext } from './context.ts';
import type { DocumentKind } from './documents.ts';
import type { Link } from './http/access.ts';
import type { Endpoint, Pipeline } from './http/pipeline.ts';
import type { ListKind, OwnImport } from './import-documents.ts';
import type { Topic } from './live/topic.ts';
import type { FoundMatter } from './matter.ts';
import type { RebuildKind } from './log/rebuild.ts';
import type { MailKind } from './mail/worker.ts';
import type { ApiWords } from './openapi/api-words.ts';
import type { Projection, StructureView } from './view.ts';
import type { Reaction } from './write/writing.ts';

export type Language = 'fr' | 'en';

/** What a subject brings to the backend. `subjects.ts` lists them, and nothing of the core names one. */
export interface Subject {
  readonly documents?: readonly DocumentKind<unknown>[];
  /** Lists whose entries are rows of its own. */
  readonly lists?: readonly ListKind[];
  /** Documents that it keeps in tables of its own. */
  readonly imports?: readonly OwnImport[];
  readonly projections?: readonly Projection<unknown>[];
  /** Its part of what a structure says of itself to everybody. */
  readonly describe?: (view: StructureView, language: Language) => Partial<StructureInfo>;
  /** Its operations, by their names in the contract. */
  readonly routes?: (context: ServiceContext, pipeline: Pipeline) => Readonly<Record<string, Endpoint>>;
  /** The same in FHIR, for other software. */
  readonly fhir?: (context: ServiceContext, pipeline: Pipeline) => readonly FhirRoute[];
  /** What opens what it was made for without signing in, by the parameter of a path that names it. */
  readonly links?: (context: ServiceContext) => Readonly<Record<string, Link>>;
  /** What of it needs a person today; a count of none says nothing. */
  readonly matters?: (context: ServiceContext, view: StructureView) => Promise<readonly FoundMatter[]>;
  readonly topics?: Readonly<Record<string, Topic>>;
  /** Its events after which a professional, their subject, may do less: who listens live is asked once more who they are. */
  readonly narrowing?: readonly string[];
  /** Letters it has sent, by the kind their rows name. */
  readonly mails?: Readonly<Record<string, MailKind>>;
  readonly chores?: readonly Chore[];
  /** What the description of the API tells of it beside its schemas. */
  readonly apiWords?: ApiWords;
  /** Tables that count for the moment only: a restore empties them. */
  readonly fleeting?: readonly (keyof Database)[];
  /** What it does about events of other subjects, by their types. */
  readonly reactions?: (context: ServiceContext) => Readonly<Partial<Record<EventType, Reaction>>>;
  /** How its tables are made again from the log. */
  readonly rebuild?: RebuildKind;
}

/** An operation below `/fhir`, and what serves it. */
export interface FhirRoute {
  readonly operation: Operation;
  /** What the capability statement says of it: of which resources, or of none where a Bundle of any is taken. */
  readonly resources: readonly string[];
  readonly interaction: 'read' | 'search-type' | 'batch' | 'operation';
  readonly endpoint: Endpoint;
}

/** Something done again and again while the backend runs. */
export interface Chore {
  /** Milliseconds from the end of one round to the next. */
  readonly every: number;
  /** Gives up waiting for other machines once told that the backend stops; what it does itself it finishes. */
  readonly run: (context: ServiceContext, stopping: AbortSignal) => Promise<void>;
}
