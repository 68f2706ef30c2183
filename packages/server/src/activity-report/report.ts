import { indicatorDefinitions } from '@relais/engine/indicators';
import { AciMission } from '@relais/model';
import type {
  ActionDeclared,
  ActivityReport,
  FigureQuery,
  FigureRules,
  ReportedAction,
  ReportedProtocol,
} from '@relais/model';
import { sha256 } from '#digest';
import { listActions, standingActions } from '../action-log/index.ts';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { isSame } from '../core/secrets.ts';
import type { Secrets } from '../core/secrets.ts';
import type { StructureView } from '../core/view.ts';
import { write } from '../core/write/write.ts';
import { figuresNow, sealFigures, todayInParis } from '../indicators/index.ts';
import { loadVersions } from '../protocol/index.ts';

/** Years before have no figures. */
const FIRST_YEAR = 2000;
/** More is not read by anybody, and a page waits for it. */
const MOST_ACTIONS = 500;
interface ReportCommand {
  readonly view: StructureView;
  readonly actor: string;
  readonly year: string;
}

/** The report of a year, sealed; the log says who took it. @throws {ProblemError} `invalid-request` */
export async function takeReport(
  context: ServiceContext,
  { view, actor, year: asked }: ReportCommand,
): Promise<ActivityReport> {
  const year = readYear(asked, Number(todayInParis(context.clock()).slice(0, 4)));
  const moment = await figuresNow(context, view);
  const period = { from: `${year}-01-01`, to: [`${year}-12-31`, moment.today].sort()[0]! };
  const exportId = createId(context.random);
  const sealed = (query: FigureQuery) => sealFigures(context, moment, { view, actor, query, exportId });
  const protocols = (await cooperationProtocols(context, view)).map(({ id, title }): ReportedProtocol => {
    const indicators = indicatorDefinitions.filter(({ status }) => status === 'legal');
    const query = { indicators: indicators.map((one) => one.id), ...period, filters: { protocol: [id] } };
    return { id, title, figures: sealed(query) };
  });
  const content = {
    ...({ kind: 'relais-activity-report', format: 1, year } as const),
    figures: sealed({ indicators: indicatorDefinitions.map(({ id }) => id), ...period }),
    protocols,
    ...(await reportedActions(context, view, { ...period, sequence: moment.freshness.sequence }, moment.figures.rules)),
  };
  await write(context, view.structureId, (writing) => {
    writing.record({
      type: 'activity-report.exported',
      subject: exportId,
      actor,
      data: { year, sequence: moment.freshness.sequence, sha256: sha256(canonicalJson(content)) },
    });
    return Promise.resolve();
  });
  return { ...content, seal: sealOf(context.secrets, content) };
}

/** Whether a report was made here, of this structure, and nothing of it was changed. */
export function isReportSealed(secrets: Secrets, { seal, ...content }: ActivityReport): boolean {
  return isSame(seal, sealOf(secrets, content));
}

/** How many people an action reached, as a report says it: fewer than it takes are not told outside of their care. */
export function toldReach(
  { reached }: Pick<ActionDeclared, 'reached'>,
  { smallestCell }: Pick<FigureRules, 'smallestCell'>,
): number | null | undefined {
  return reached !== undefined && reached > 0 && reached < smallestCell ? null : reached;
}

function readYear(text: string, thisYear: number): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
  if (year >= FIRST_YEAR && year <= thisYear) return year;
  throw invalid({
    path: 'year',
    message: 'is not a year that has begun',
    accepted: `a whole year, ${FIRST_YEAR} to ${thisYear}`,
  });
}

/** Those that have been in force, by their latest titles. */
async function cooperationProtocols({ store }: ServiceContext, { structureId }: StructureView) {
  const versions = await loadVersions(store.db, structureId);
  const used = new Map(
    versions
      .filter(
        ({ summary, life }) => summary.kind === 'cooperationProtocol' && life.some(({ state }) => state === 'active'),
      )
      .map(({ protocolId, summary }) => [protocolId, summary.title]),
  );
  return [...used].map(([id, title]) => ({ id, title }));
}

async function reportedActions(
  { store }: ServiceContext,
  { structureId }: StructureView,
  until: { readonly from: string; readonly to: string; readonly sequence: number },
  rules: FigureRules,
): Promise<Pick<ActivityReport, 'actions' | 'further'>> {
  const standing = await standingActions(store.db, structureId, until);
  const all = (await listActions(store.db, structureId, until)).filter(({ id }) => standing.has(id));
  const actions = all
    .map(
      ({ id, kind, mission, on, title, sheet, attendees, evidence, import: broughtBy, ...action }): ReportedAction => {
        const reached = toldReach(action, rules);
        return {
          ...{ id, kind, mission, on, title },
          ...(sheet !== undefined && { sheet }),
          ...(reached !== undefined && { reached }),
          ...(attendees !== undefined && { attendees }),
          ...(evidence !== undefined && { evidence }),
          ...(broughtBy !== undefined && { import: broughtBy }),
        };
      },
    )
    .sort((left, right) => compare(placeOf(left), placeOf(right)));
  return { actions: actions.slice(0, MOST_ACTIONS), further: Math.max(0, actions.length - MOST_ACTIONS) };
}

/** By mission, fiche action (those without one last) and date. */
function placeOf({ mission, sheet, on, id }: ReportedAction): string {
  return JSON.stringify([AciMission.options.indexOf(mission), sheet === undefined, sheet, on, id]);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function sealOf(secrets: Secrets, content: Omit<ActivityReport, 'seal'>): string {
  return secrets.pseudonym('activity-report', canonicalJson(content));
}
