import { rulesBefore } from '@relais/engine/indicators';
import type { ActivityReport } from '@relais/model';
import type { Kysely } from 'kysely';
import { standingActions } from '../action-log/index.ts';
import type { Secrets } from '../core/secrets.ts';
import { verifyExports } from '../indicators/index.ts';
import type { ExportVerification } from '../indicators/index.ts';
import type { Database } from '../tables.ts';
import { isReportSealed, toldReach } from './report.ts';

/** Looks at a report again: its seal, its place in the log, every figure and every action, made anew from the log alone. */
export async function verifyReport(
  db: Kysely<Database>,
  secrets: Secrets,
  report: ActivityReport,
): Promise<ExportVerification> {
  const exports = [report.figures, ...report.protocols.map(({ figures }) => figures)];
  const found = await verifyExports(db, secrets, exports);
  const sealed = isReportSealed(secrets, report) && found.every((one) => one.sealed);
  const inLog = found.every((one) => one.inLog);
  const differing = [...new Set(found.flatMap((one) => one.differing)), ...(await differingActions(db, report))];
  return { sealed, inLog, differing, ok: sealed && inLog && differing.length === 0 };
}

/** Titles and places of evidence are not in the log: the seal alone vouches for them. */
async function differingActions(
  db: Kysely<Database>,
  { figures, actions, further }: ActivityReport,
): Promise<string[]> {
  const { from, to } = figures.query;
  const standing = await standingActions(db, figures.structure, { from, to, sequence: figures.freshness.sequence });
  const differing = actions.filter((action) => {
    const logged = standing.get(action.id);
    const { kind, mission, on, attendees, import: broughtBy } = action;
    return (
      !logged ||
      [logged.kind, logged.mission, logged.on, logged.attendees, logged.import].join() !==
        [kind, mission, on, attendees, broughtBy].join() ||
      toldReach(logged, figures.rules ?? rulesBefore) !== action.reached
    );
  });
  const isComplete = standing.size === actions.length + further;
  return [...differing.map(({ id }) => `action ${id}`), ...(isComplete ? [] : ['actions'])];
}
