import { operations } from '@relais/model';
import { ANONYMOUS_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { actorOf, isAllowed } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import { answerOnce } from '../core/write/write.ts';
import { clearList } from './clearance.ts';
import { actOnEntry, addEntry, countWaiting, listEntries, listLeft } from './entries.ts';
import { importEntries } from './file-import.ts';
import { previewRule } from './rules.ts';
import { listsOf, publicPriority, requireList, waitingListsDocument } from './settings-document.ts';

export function waitingListRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    countWaitingLists: pipeline.reads(operations.countWaitingLists, async ({ structureId, view, principal }) => {
      const counts = await countWaiting(db, structureId);
      const lists = listsOf(view.documents).map(({ code }) => ({ code, waiting: counts.get(code) ?? 0 }));
      const seeNames = isAllowed(operations.listWaitingEntries.access, principal);
      const decide = isAllowed(operations.importWaitingListSettings.access, principal);
      // The view was read before the rows: what has changed in between is told again by the live feed, never missed.
      return { sequence: view.sequence, lists, may: { seeNames, decide } };
    }),

    listWaitingEntries: pipeline.reads(operations.listWaitingEntries, ({ structureId, params, query, view }) => {
      const read = readStatus(query) === 'left' ? listLeft : listEntries;
      return read(db, structureId, requireList(view.documents, params.list), query.get('after') ?? undefined);
    }),

    addWaitingEntry: pipeline.writes(operations.addWaitingEntry, ({ structureId, params, body, principal }, key) =>
      addEntry(context, key, {
        ...{ structureId, list: params.list, actor: actorOf(principal) },
        entry: { ...body, source: 'desk' },
      }),
    ),

    actOnWaitingEntry: pipeline.writes(operations.actOnWaitingEntry, ({ structureId, params, body, principal }, key) =>
      actOnEntry(context, key, { structureId, entryId: params.entry, action: body, actor: actorOf(principal) }),
    ),

    describeInscription: pipeline.reads(operations.describeInscription, ({ params, view }) => {
      const list = requireList(view.documents, params.list);
      if (publicPriority(list) === undefined) throw new ProblemError('not-found');
      return { list: list.code, label: list.label };
    }),

    inscribe: pipeline.writes(
      operations.inscribe,
      ({ structureId, params, body: { by, ...person } }, key) =>
        addEntry(context, key, {
          ...{ structureId, list: params.list, actor: ANONYMOUS_ACTOR },
          entry: { ...person, source: by },
        }),
      // A telephone number writes down so many people.
      ({ body }) => ({ contact: body.phone }),
    ),

    importWaitingEntries: pipeline.writes(
      operations.importWaitingEntries,
      ({ structureId, params, body, principal, view: { documents } }, key) =>
        importEntries(context, key, {
          ...{ structureId, list: params.list, documents },
          ...{ request: body, actor: actorOf(principal) },
        }),
    ),

    clearWaitingList: pipeline.writes(operations.clearWaitingList, ({ structureId, params, body, principal }, key) =>
      clearList(context, key, { structureId, list: params.list, request: body, actor: actorOf(principal) }),
    ),

    // Nothing is written by it, and nobody who books waits for it.
    previewListRule: pipeline.writes(operations.previewListRule, async ({ structureId, body }, key) =>
      answerOnce(context, structureId, key, await previewRule(db, structureId, body)),
    ),

    readWaitingListSettings: pipeline.reads(
      operations.readWaitingListSettings,
      ({ view }) => {
        const settings = view.documents.of(waitingListsDocument);
        if (!settings) throw new ProblemError('not-found');
        return settings;
      },
      tagOf(waitingListsDocument),
    ),

    importWaitingListSettings: pipeline.writes(
      operations.importWaitingListSettings,
      importing(context, waitingListsDocument),
    ),
  };
}

/** @throws {ProblemError} `invalid-request` */
function readStatus(query: URLSearchParams): 'waiting' | 'left' {
  const status = query.get('status') ?? 'waiting';
  if (status === 'waiting' || status === 'left') return status;
  throw invalid({ path: 'status', message: 'is not one of the accepted values', accepted: 'waiting, left' });
}
