import { alertStep, takesAnswer } from '@relais/engine/run';
import { readPhone, toInstant } from '@relais/model';
import type { AcknowledgeAlert, AnswerAlert, Protocol, ProtocolRule } from '@relais/model';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { queueMail } from '../core/mail/queue.ts';
import { ProblemError } from '../core/problem.ts';
import { write } from '../core/write/write.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { shiftsFor } from '../team/index.ts';
import { momentOf } from './clock.ts';
import { secondsBetween } from './dimensions.ts';
import { delegatorsOf, ownRun, partIn } from './policy.ts';
import type { Carer } from './policy.ts';
import { describeState, findRun, loadAlerts, loadCalls, toAlert } from './store.ts';
import type { AlertRow, RunRow } from './store.ts';

const ALERTS = new Set<string>(['urgent', 'stop', 'alert']);

/** Rules that hold and are told to somebody. */
function alertRules({ rules }: Protocol, held: readonly string[]): ProtocolRule[] {
  return rules.filter(({ id, action }) => held.includes(id) && ALERTS.has(action.kind));
}

/**
 * Where a doctor delegates she is called; else the professional calls the doctor herself. Nobody is called to learn by, nor for what comes later than
 * somebody who is called may stay silent: without a network the délégué had to telephone, and the patient has long gone.
 */
function isCalledFor({ regime, training, silence_ms }: RunRow, { action }: ProtocolRule, age: number): boolean {
  const isCall = action.kind === 'alert' && action.recipient === 'delegator';
  return isCall && regime === 'delegation' && training === 0 && age <= silence_ms;
}

/**
 * Raises the alerts of rules that have come to hold, and lets those lapse that hold no more because an answer was put right. An alert that comes back goes
 * on where it was.
 *
 * @param moment - when the answers were given
 */
export async function followAlerts(
  context: ServiceContext,
  writing: Writing,
  run: RunRow,
  protocol: Protocol,
  { held, moment }: { readonly held: readonly string[]; readonly moment: number },
): Promise<void> {
  const { trx, structureId, at } = writing;
  const known = new Map((await loadAlerts(trx, structureId, [run.id])).map((row) => [row.rule, row]));
  const rules = alertRules(protocol, held);
  for (const rule of rules) {
    const row = known.get(rule.id);
    if (row && row.lapsed_at === null) continue;
    const raised = row ? { ...row, lapsed_at: null } : newAlert(run, rule, moment);
    await keepAlert(writing, raised);
    const earlier = row || moment === at ? {} : { raisedAt: toInstant(moment) };
    const data = { rule: raised.rule, kind: raised.kind, ...earlier };
    writing.record({ type: 'run.alert-raised', subject: run.id, actor: run.delegate_actor, data });
    if (isCalledFor(run, rule, at - moment)) await callNext(context, writing, run, raised);
  }
  const holding = new Set(rules.map(({ id }) => id));
  for (const row of known.values()) {
    if (holding.has(row.rule) || row.lapsed_at !== null || row.answer !== null) continue;
    await keepAlert(writing, { ...row, lapsed_at: at, due_at: null });
    const data = { rule: row.rule, kind: row.kind };
    writing.record({ type: 'run.alert-lapsed', subject: run.id, actor: run.delegate_actor, data });
  }
}

function newAlert({ structure_id, id }: RunRow, rule: ProtocolRule, moment: number): AlertRow {
  return {
    structure_id,
    run_id: id,
    rule: rule.id,
    kind: rule.action.kind as AlertRow['kind'],
    raised_at: moment,
    acknowledged_at: null,
    due_at: null,
    answer: null,
    answered_by: null,
    answered_at: null,
    answered_through: null,
    emergency_at: null,
    lapsed_at: null,
  };
}

async function keepAlert({ trx }: Writing, row: AlertRow): Promise<void> {
  const { structure_id: _, run_id: __, rule: ___, ...columns } = row;
  await trx
    .insertInto('run_alert')
    .values(row)
    .onConflict((conflict) => conflict.columns(['structure_id', 'run_id', 'rule']).doUpdateSet(columns))
    .execute();
}

/** Takes the next step of an alert: calls who is first on call and has not been called for it, or sends to the 15. */
async function callNext(context: ServiceContext, writing: Writing, run: RunRow, alert: AlertRow): Promise<void> {
  const { trx, structureId, documents, at } = writing;
  const calls = await loadCalls(trx, structureId, [run.id]);
  const moment = { now: at, day: todayIn(documents, at) };
  const shifts = (await shiftsFor(trx, structureId, moment))(run.protocol_id);
  const step = alertStep(toAlert(alert, calls), shifts, { now: at, silenceMs: run.silence_ms });
  const subject = run.id;
  const data = { rule: alert.rule, kind: alert.kind };
  switch (step.kind) {
    case 'settled':
      return keepAlert(writing, { ...alert, due_at: null });
    case 'wait':
      return keepAlert(writing, { ...alert, due_at: step.untilMs });
    case 'emergency':
      writing.record({ type: 'run.alert-unanswered', subject, actor: SYSTEM_ACTOR, data });
      return keepAlert(writing, { ...alert, emergency_at: at, due_at: null });
    case 'call': {
      const { professional, phone } = step.shift;
      const until = at + run.silence_ms;
      const number = calls.filter(({ rule }) => rule === alert.rule).length + 1;
      const messageTo = context.sms ? (readPhone(phone) ?? null) : null;
      const call = { rule: alert.rule, number, professional_id: professional, at };
      const message = { message_to: messageTo, message_due: messageTo === null ? null : at, message_attempts: 0 };
      await trx
        .insertInto('run_call')
        .values({ structure_id: structureId, run_id: run.id, ...call, ...message })
        .execute();
      await keepAlert(writing, { ...alert, due_at: until });
      const waitsUntil = toInstant(until);
      const called = { ...data, professional, waitsUntil };
      writing.record({ type: 'run.alert-called', subject, actor: SYSTEM_ACTOR, data: called });
      await tellByMail(context, writing, run, professional);
    }
  }
}

/** A message that says that somebody waits, and nothing of whom or why. */
async function tellByMail(
  context: ServiceContext,
  writing: Writing,
  { id }: RunRow,
  professional: string,
): Promise<void> {
  const { trx, structureId } = writing;
  const person = await trx
    .selectFrom('professional')
    .select('email')
    .where('structure_id', '=', structureId)
    .where('id', '=', professional)
    .executeTakeFirst();
  const recipient = person?.email ?? null;
  if (recipient === null || !context.sendsMail) return;
  queueMail(context, writing, { kind: 'run.alert', subject: id, recipient, language: 'fr', sequence: 0 });
}

/**
 * Calls the next where somebody has been silent too long. What is due stands in the table, so that it goes on after a restart; it is looked at again under
 * the structure's lock, so that of two backends one calls.
 */
export async function callOn(context: ServiceContext): Promise<void> {
  const rows = await context.store.db
    .selectFrom('run_alert')
    .select('structure_id')
    .distinct()
    .where('due_at', '<=', context.clock())
    .execute();
  for (const { structure_id: structureId } of rows) {
    await write(context, structureId, async (writing) => {
      const { trx, at } = writing;
      const due = await trx
        .selectFrom('run_alert')
        .selectAll()
        .where('structure_id', '=', structureId)
        .where('due_at', '<=', at)
        .orderBy('due_at')
        .orderBy('run_id')
        .execute();
      for (const alert of due) {
        const run = await findRun(trx, structureId, alert.run_id);
        if (run?.state === 'open') await callNext(context, writing, run, alert);
        else await keepAlert(writing, { ...alert, due_at: null });
      }
    });
  }
}

/** The délégué has seen it. */
export function decideAcknowledgement(runId: string, { rule, keptSeconds }: AcknowledgeAlert, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, at } = writing;
    const run = await ownRun(trx, structureId, runId, carer);
    const alert = await findAlert(writing, runId, rule);
    return async () => {
      if (alert.acknowledged_at === null) {
        const moment = momentOf(run, at, keptSeconds);
        await keepAlert(writing, { ...alert, acknowledged_at: moment });
        const seconds = secondsBetween(alert.raised_at, moment);
        const earlier = moment === at ? {} : { acknowledgedAt: toInstant(moment) };
        const data = { rule, kind: alert.kind, seconds, ...earlier };
        writing.record({ type: 'run.alert-acknowledged', subject: runId, actor: carer.actor, data });
      }
      return { body: await describeState(trx, run) };
    };
  };
}

/**
 * Takes an answer: of a délégant who was called, or what she said on the telephone, as the délégué takes it down. The first counts; the same again from the
 * same person is the same answer. From then on the run is done in her name.
 */
export function decideAnswer(runId: string, { rule, answer, saidBy, keptSeconds }: AnswerAlert, carer: Carer): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at } = writing;
    const run = await findRun(trx, structureId, runId);
    if (!run) throw new ProblemError('not-found');
    const day = todayIn(documents, at);
    const delegators = await delegatorsOf(trx, structureId, run.protocol_id, day);
    const part = partIn(run, carer, delegators);
    const professional = saidBy ?? carer.id;
    const isTelephone = saidBy !== undefined;
    if (isTelephone ? part !== 'delegate' : part !== 'delegator') throw new ProblemError('forbidden');
    const alert = await findAlert(writing, runId, rule);
    const isSame = alert.answer === answer && alert.answered_by === professional;
    if (isSame) return async () => ({ body: await describeState(trx, run) });
    const calls = await loadCalls(trx, structureId, [runId]);
    // Whom the délégué reaches by telephone needs not have been called by us, but has to delegate in the protocol.
    const mayAnswer = isTelephone
      ? delegators.has(professional) && alert.answer === null
      : takesAnswer(toAlert(alert, calls), professional);
    if (run.state === 'ended' || alert.lapsed_at !== null || !mayAnswer) throw new ProblemError('alert-settled');
    return async () => {
      const by = isTelephone ? 'telephone' : 'page';
      const moment = momentOf(run, at, keptSeconds);
      await keepAlert(writing, {
        ...alert,
        answer,
        answered_by: professional,
        answered_at: moment,
        answered_through: by,
        due_at: null,
      });
      await trx
        .updateTable('run')
        .set({ delegator_id: professional, updated_at: at })
        .where('structure_id', '=', structureId)
        .where('id', '=', runId)
        .execute();
      const seconds = secondsBetween(alert.raised_at, moment);
      const earlier = moment === at ? {} : { answeredAt: toInstant(moment) };
      const data = { rule, kind: alert.kind, answer, professional, by, seconds, ...earlier } as const;
      writing.record({ type: 'run.alert-answered', subject: runId, actor: carer.actor, data });
      return { body: await describeState(trx, { ...run, delegator_id: professional }) };
    };
  };
}

/** @throws {ProblemError} `not-found` */
async function findAlert({ trx, structureId }: Writing, runId: string, rule: string): Promise<AlertRow> {
  const alert = (await loadAlerts(trx, structureId, [runId])).find((row) => row.rule === rule);
  if (!alert) throw new ProblemError('not-found');
  return alert;
}

/** Nobody is called any more for a run that has ended. */
export async function settleAlerts({ trx, structureId }: Writing, runId: string): Promise<void> {
  await trx
    .updateTable('run_alert')
    .set({ due_at: null })
    .where('structure_id', '=', structureId)
    .where('run_id', '=', runId)
    .execute();
}
