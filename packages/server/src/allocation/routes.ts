import { operations } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { actorOf } from '../core/http/access.ts';
import { readAfter } from '../core/http/paging.ts';
import { readLanguage } from '../core/http/parse.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { writeOnce } from '../core/write/write.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { listMovements, readCourse, reportVolunteers } from './accounts.ts';
import { decideCorrection, listCorrections } from './corrections.ts';
import { openLedger, reportLedger } from './ledger-report.ts';

export function allocationRoutes(context: ServiceContext, pipeline: Pipeline) {
  return {
    readLedger: pipeline.reads(operations.readLedger, ({ view, principal, query }) =>
      reportLedger(context, view, principal, readLanguage(query)),
    ),
    readVolunteerAccounts: pipeline.reads(operations.readVolunteerAccounts, ({ view, principal, query }) =>
      reportVolunteers(context, view, principal, readLanguage(query)),
    ),
    listLedgerMovements: pipeline.reads(operations.listLedgerMovements, ({ view, principal, query }) =>
      listMovements(context, view, principal, { query, after: readAfter(query) }),
    ),
    readLedgerCourse: pipeline.reads(operations.readLedgerCourse, ({ view, principal, query }) =>
      readCourse(context, view, principal, query),
    ),
    listLedgerCorrections: pipeline.reads(operations.listLedgerCorrections, ({ structureId, view }) =>
      context.store.snapshot(async (trx) => {
        const { since } = await openLedger(context, trx, structureId, view.documents.of(territoryDocument));
        return { corrections: await listCorrections(trx, structureId, since ?? 0) };
      }),
    ),
    correctLedger: pipeline.writes(operations.correctLedger, ({ structureId, body, principal }, key) =>
      writeOnce(context, structureId, key, decideCorrection(context, body, actorOf(principal))),
    ),
  };
}
