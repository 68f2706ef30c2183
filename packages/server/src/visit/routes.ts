import { operations, toInstant } from '@relais/model';
import type { VisitPlace } from '@relais/model';
import { ruleTime } from '../core/context.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Professional } from '../core/http/access.ts';
import { invalid, readDate, readLanguage } from '../core/http/parse.ts';
import { importing, tagOf } from '../core/http/document-routes.ts';
import type { Pipeline } from '../core/http/pipeline.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import { namesOf } from '../people/index.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import { reaches, requireMember, treats } from './policy.ts';
import { memberOf, presentOpen, presentVisits } from './present.ts';
import { findLeftOpen } from './left-open.ts';
import { listDay } from './rows.ts';
import { visitSettingsDocument } from './settings-document.ts';
import { actOnVisit, addVisit } from './visits.ts';

export function visitRoutes(context: ServiceContext, pipeline: Pipeline) {
  const { db } = context.store;
  return {
    listVisits: pipeline.reads(operations.listVisits, async ({ structureId, query, view, principal }) => {
      const now = ruleTime(context.clock());
      const member = requireMember(principal);
      const date = readDate(query, 'date') ?? todayIn(view.documents, now);
      const found =
        readWhich(query) === 'day' ? await listDay(db, structureId, date) : await findLeftOpen(db, view, now);
      const visits = await presentVisits(
        db,
        structureId,
        found.filter(({ row }) => reaches(member, row)),
        { treats: (row) => treats(member, row), language: readLanguage(query) },
      );
      const places = placesOf(view, member);
      const isClinician = places.some(({ practiceId, siteId }) =>
        treats(member, { practice_id: practiceId, site_id: siteId }),
      );
      const { actor } = member;
      const you = { ...(memberOf(actor, await namesOf(db, structureId, [actor])) ?? { actor }), isClinician };
      // The view was read before the rows: what has changed in between is told again by the live feed, never missed.
      return { now: toInstant(now), sequence: view.sequence, date, you, places, visits };
    }),

    addVisit: pipeline.writes(operations.addVisit, ({ structureId, body, principal }, key) =>
      addVisit(context, key, { structureId, caller: requireMember(principal), request: body }),
    ),

    actOnVisit: pipeline.writes(operations.actOnVisit, ({ structureId, params, body, principal }, key) =>
      actOnVisit(context, key, {
        structureId,
        caller: requireMember(principal),
        visitId: params.visit,
        action: body,
      }),
    ),

    listOpenVisits: pipeline.reads(operations.listOpenVisits, async ({ structureId, view }) => {
      const now = ruleTime(context.clock());
      return { now: toInstant(now), visits: await presentOpen(db, structureId, await findLeftOpen(db, view, now)) };
    }),

    readVisitSettings: pipeline.reads(
      operations.readVisitSettings,
      ({ view }) => {
        const settings = view.documents.of(visitSettingsDocument);
        if (!settings) throw new ProblemError('not-found');
        return settings;
      },
      tagOf(visitSettingsDocument),
    ),

    importVisitSettings: pipeline.writes(operations.importVisitSettings, importing(context, visitSettingsDocument)),
  };
}

/** Practices where the person may add a visit, as the territory in force has them. */
function placesOf(view: StructureView, member: Professional): VisitPlace[] {
  const territory = view.documents.of(territoryDocument);
  return (territory?.territory.practices ?? [])
    .filter(({ id, siteId }) => reaches(member, { practice_id: id, site_id: siteId }))
    .map(({ id, siteId, name }) => ({
      practiceId: id,
      siteId,
      name: name ?? territory?.sites.get(siteId)?.name ?? id,
    }));
}

/** @throws {ProblemError} `invalid-request` */
function readWhich(query: URLSearchParams): 'day' | 'open' {
  const which = query.get('which') ?? 'day';
  if (which === 'day' || which === 'open') return which;
  throw invalid({ path: 'which', message: 'is not one of the accepted values', accepted: 'day, open' });
}
