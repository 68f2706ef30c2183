import { addDays } from '@relais/engine';
import { illustrativePaths, isWithin, stateOn, takeStep } from '@relais/engine/protocol';
import type {
  ActivationEnd,
  ActivationPlan,
  Fault,
  ParameterSetting,
  PlainDate,
  Protocol,
  ProtocolModeChange,
  ProtocolReviewing,
  ProtocolStep,
} from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { ProblemError } from '../core/problem.ts';
import { write } from '../core/write/write.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { todayIn } from '../scheduling/index.ts';
import { readProven } from './bring.ts';
import { operator, requireMode, requireOwnSignature, requireSigned, requireStep } from './policy.ts';
import type { Author } from './policy.ts';
import { loadSettings, loadText, loadVersions, NOTHING_SET, signedColumns } from './versions.ts';
import type { KnownVersion, VersionKey } from './versions.ts';

/** One version of a protocol, by its names. */
export type VersionName = Required<VersionKey>;

/**
 * A version enters a state. Before it is validated or active it is proven once more, with what the structure has set for that day: the values may
 * have changed since it was brought, and so may the checker.
 */
export async function decideStep(
  context: ServiceContext,
  structureId: string,
  name: VersionName,
  step: ProtocolStep,
  author: Author,
): Promise<Decide> {
  requireStep(author, step.state);
  const proven = PROVEN_FOR.includes(step.state) ? await proveAsSet(context, structureId, name, step.from) : undefined;
  return async (writing) => {
    const { trx, at } = writing;
    const today = todayIn(writing.documents, at);
    requireSigned(step, today);
    if (!author.isAdministrator || step.state === 'validated')
      await requireOwnSignature(trx, structureId, author, step);
    // What was decided before this structure used Relais has its own day; nothing that runs have gone by is undone behind them.
    if (step.state === 'withdrawn' && step.from < today)
      throw invalid({ path: 'from', message: 'is over', accepted: `a date from ${today} on` });
    const known = await requireVersion(writing, name);
    const taken = takeStep(known.life, step, { protocol: known.summary, accepted: true });
    if ('refusal' in taken) throw new ProblemError('protocol-step-refused', { outcome: taken.refusal });
    if (proven !== undefined && proven !== (await settingsMark(writing, name))) throw changedMeanwhile();
    return async () => {
      await trx
        .insertInto('protocol_step')
        .values({
          ...columnsOf(structureId, name),
          number: taken.life.length,
          state: step.state,
          valid_from: step.from,
          reason: step.reason ?? null,
          ...signedColumns(step, at),
        })
        .execute();
      const data = { protocolVersion: name.version, state: step.state, from: step.from };
      writing.record({ type: 'protocol.step-taken', subject: name.protocolId, actor: author.actor, data });
      return { body: null };
    };
  };
}

/** A step that the operator takes down. */
export async function takeProtocolStep(
  context: ServiceContext,
  structureId: string,
  name: VersionName,
  step: ProtocolStep,
): Promise<void> {
  const decide = await decideStep(context, structureId, name, step, operator);
  await write(context, structureId, async (writing) => (await decide(writing))());
}

const PROVEN_FOR: readonly ProtocolStep['state'][] = ['validated', 'active'];

/** Switches how a version is used. Runs under way go on as they began. */
export function decideMode(name: VersionName, change: ProtocolModeChange, author: Author): Decide {
  requireMode(author, change.kind);
  return async (writing) => {
    const { trx, structureId, at, documents } = writing;
    requireSigned(change, todayIn(documents, at));
    if (change.kind === 'compute') await requireOwnSignature(trx, structureId, author, change);
    const known = await requireVersion(writing, name);
    const isSame = change.kind === 'display' && known.mode.kind === 'display';
    return async () => {
      if (isSame) return { body: null };
      const row = { kind: change.kind, ...signedColumns(change, at) };
      await trx
        .insertInto('protocol_mode')
        .values({ ...columnsOf(structureId, name), ...row })
        .onConflict((conflict) => conflict.columns(['structure_id', 'protocol_id', 'version']).doUpdateSet(row))
        .execute();
      const data = { protocolVersion: name.version, mode: change.kind };
      writing.record({ type: 'protocol.mode-switched', subject: name.protocolId, actor: author.actor, data });
      return { body: null };
    };
  };
}

/** A doctor has read illustrative statements. Read again, the later reading stands. */
export function decideReview(name: VersionName, { paths, ...signature }: ProtocolReviewing, author: Author): Decide {
  return async (writing) => {
    const { trx, structureId, at, documents } = writing;
    requireSigned(signature, todayIn(documents, at));
    await requireOwnSignature(trx, structureId, author, signature);
    const protocol = await requireText(writing, name);
    const accepted = illustrativePaths(protocol);
    const faults = paths.flatMap((path, place): Fault[] =>
      accepted.includes(path)
        ? []
        : [
            {
              path: `paths.${place}`,
              message: 'names no illustrative statement',
              accepted: accepted.slice(0, 20).join(', '),
            },
          ],
    );
    if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, 100) });
    const read = [...new Set(paths)];
    return async () => {
      const columns = signedColumns(signature, at);
      await trx
        .insertInto('protocol_review')
        .values(read.map((path) => ({ ...columnsOf(structureId, name), path, ...columns })))
        .onConflict((conflict) =>
          conflict.columns(['structure_id', 'protocol_id', 'version', 'path']).doUpdateSet(columns),
        )
        .execute();
      const data = { protocolVersion: name.version, paths: read };
      writing.record({ type: 'protocol.reviewed', subject: name.protocolId, actor: author.actor, data });
      return { body: null };
    };
  };
}

/** Seasons and crises a structure may have planned of one protocol, those that are over included. */
const MOST_PLANNED = 200;

/** Plans a season or a crisis. The past is not planned: runs were started or refused by what held then. */
export function decideActivation(
  context: ServiceContext,
  protocolId: string,
  plan: ActivationPlan,
  author: Author,
): Decide {
  return async (writing) => {
    const { trx, structureId, at, documents } = writing;
    const today = todayIn(documents, at);
    requireSigned(plan, today);
    requirePeriod(plan, today);
    await requireProtocol(writing, protocolId);
    const settings = (await loadSettings(trx, structureId, protocolId)).get(protocolId) ?? NOTHING_SET;
    if (settings.activations.length >= MOST_PLANNED)
      throw invalid({
        path: '',
        message: 'is one activation too many',
        accepted: `at most ${MOST_PLANNED} of a protocol`,
      });
    return async () => {
      const id = createId(context.random);
      const { reason, text, validFrom, validTo } = plan;
      await trx
        .insertInto('protocol_activation')
        .values({
          structure_id: structureId,
          protocol_id: protocolId,
          id,
          reason,
          text,
          valid_from: validFrom,
          valid_to: validTo ?? null,
          ...signedColumns(plan, at),
        })
        .execute();
      const data = { activation: id, reason, validFrom, ...(validTo === undefined ? {} : { validTo }) };
      writing.record({ type: 'protocol.activation-planned', subject: protocolId, actor: author.actor, data });
      return { body: null };
    };
  };
}

/** Says with which day an activation ends: earlier than planned, or later. */
export function decideActivationEnd(
  { protocolId, activation }: { readonly protocolId: string; readonly activation: string },
  end: ActivationEnd,
  author: Author,
): Decide {
  return async (writing) => {
    const { trx, structureId, at, documents } = writing;
    const today = todayIn(documents, at);
    requireSigned(end, today);
    const found = trx
      .selectFrom('protocol_activation')
      .select(['valid_from', 'valid_to'])
      .where('structure_id', '=', structureId)
      .where('protocol_id', '=', protocolId)
      .where('id', '=', activation);
    const known = await found.executeTakeFirst();
    if (!known) throw new ProblemError('not-found');
    const yesterday = addDays(today, -1);
    if (known.valid_to !== null && known.valid_to < yesterday)
      throw invalid({ path: 'validTo', message: 'ends what is over', accepted: 'nothing: plan another' });
    // One that has not begun ends before its beginning: it is taken back.
    if (end.validTo < yesterday)
      throw invalid({ path: 'validTo', message: 'is over', accepted: `a date from ${yesterday} on` });
    return async () => {
      await trx
        .updateTable('protocol_activation')
        .set({ valid_to: end.validTo, ...signedColumns(end, at) })
        .where('structure_id', '=', structureId)
        .where('protocol_id', '=', protocolId)
        .where('id', '=', activation)
        .execute();
      const data = { activation, validTo: end.validTo };
      writing.record({ type: 'protocol.activation-ended', subject: protocolId, actor: author.actor, data });
      return { body: null };
    };
  };
}

/** Values a structure may give the parameters of one protocol, those that hold no more included. */
const MOST_VALUES = 500;

/** Gives a parameter its value on this territory. Refused where a version that may be used would be proven no more. */
export async function decideParameter(
  context: ServiceContext,
  structureId: string,
  protocolId: string,
  setting: ParameterSetting,
  author: Author,
): Promise<Decide> {
  const { name, value, validFrom, validTo } = setting;
  const isMeant = ({ life }: KnownVersion) => !ENDED.includes(stateOn(life, validFrom));
  const concerned = (await loadVersions(context.store.db, structureId, { protocolId })).filter(isMeant);
  const known = (await loadSettings(context.store.db, structureId, protocolId)).get(protocolId) ?? NOTHING_SET;
  for (const { version } of concerned) {
    const protocol = await loadText(context.store.db, structureId, { protocolId, version });
    // What another version has no parameter of changes nothing there.
    if (!protocol?.parameters.some((one) => one.name === name && isWithin(one, validFrom))) continue;
    await readProven({ document: protocol, on: { day: validFrom, parameters: [...known.parameters, setting] } });
  }
  const count = known.parameters.length;
  const proven = new Set(concerned.map(({ version }) => version));
  return async (writing) => {
    const { trx, at, documents } = writing;
    const today = todayIn(documents, at);
    requireSigned(setting, today);
    requirePeriod(setting, today);
    await requireOwnSignature(trx, structureId, author, setting);
    await requireParameter(writing, protocolId, setting);
    const settings = (await loadSettings(trx, structureId, protocolId)).get(protocolId) ?? NOTHING_SET;
    const meanwhile = (await loadVersions(trx, structureId, { protocolId })).filter(isMeant);
    const isProven = meanwhile.every(({ version }) => proven.has(version));
    if (settings.parameters.length !== count || !isProven) throw changedMeanwhile();
    if (count >= MOST_VALUES)
      throw invalid({ path: '', message: 'is one value too many', accepted: `at most ${MOST_VALUES} of a protocol` });
    return async () => {
      const id = createId(context.random);
      await trx
        .insertInto('protocol_parameter')
        .values({
          structure_id: structureId,
          protocol_id: protocolId,
          id,
          number: count + 1,
          name,
          value,
          valid_from: validFrom,
          valid_to: validTo ?? null,
          ...signedColumns(setting, at),
        })
        .execute();
      const data = { parameter: id, name, value, validFrom, ...(validTo === undefined ? {} : { validTo }) };
      writing.record({ type: 'protocol.parameter-set', subject: protocolId, actor: author.actor, data });
      return { body: null };
    };
  };
}

const ENDED: readonly ProtocolStep['state'][] = ['refused', 'closedWithoutAction', 'withdrawn'];

/** Proves a version with what the structure has set for a day, outside of any lock; gives by what it can be seen that nothing was set meanwhile. */
async function proveAsSet(
  { store }: ServiceContext,
  structureId: string,
  name: VersionName,
  day: PlainDate,
): Promise<number> {
  const document = await loadText(store.db, structureId, name);
  if (!document) throw new ProblemError('not-found');
  const { parameters } =
    (await loadSettings(store.db, structureId, name.protocolId)).get(name.protocolId) ?? NOTHING_SET;
  await readProven({ document, on: { day, parameters } });
  return parameters.length;
}

async function settingsMark({ trx, structureId }: Writing, { protocolId }: VersionName): Promise<number> {
  return (await loadSettings(trx, structureId, protocolId)).get(protocolId)?.parameters.length ?? 0;
}

function changedMeanwhile(): ProblemError {
  return new ProblemError('unavailable', { retryAfter: 1 });
}

async function requireVersion({ trx, structureId }: Writing, name: VersionName): Promise<KnownVersion> {
  const [known] = await loadVersions(trx, structureId, name);
  if (!known) throw new ProblemError('not-found');
  return known;
}

async function requireText({ trx, structureId }: Writing, name: VersionName): Promise<Protocol> {
  const text = await loadText(trx, structureId, name);
  if (!text) throw new ProblemError('not-found');
  return text;
}

async function requireProtocol({ trx, structureId }: Writing, protocolId: string): Promise<readonly KnownVersion[]> {
  const versions = await loadVersions(trx, structureId, { protocolId });
  if (versions.length === 0) throw new ProblemError('not-found');
  return versions;
}

/** The parameter is one of a version that may be used. */
async function requireParameter(
  writing: Writing,
  protocolId: string,
  { name, validFrom }: ParameterSetting,
): Promise<void> {
  const versions = await requireProtocol(writing, protocolId);
  const names = new Set<string>();
  for (const { version, life } of versions) {
    if (ENDED.includes(stateOn(life, validFrom))) continue;
    const { parameters } = await requireText(writing, { protocolId, version });
    for (const one of parameters) if (isWithin(one, validFrom)) names.add(one.name);
  }
  if (!names.has(name))
    throw invalid({
      path: 'name',
      message: 'is no parameter of this protocol then',
      accepted: [...names].join(', ') || 'none',
    });
}

/** From today on, and not ending before it begins. */
function requirePeriod(
  { validFrom, validTo }: { readonly validFrom: PlainDate; readonly validTo?: PlainDate | undefined },
  today: PlainDate,
): void {
  if (validFrom < today) throw invalid({ path: 'validFrom', message: 'is over', accepted: `a date from ${today} on` });
  if (validTo !== undefined && validTo < validFrom)
    throw invalid({ path: 'validTo', message: 'is before validFrom', accepted: `a date from ${validFrom} on` });
}

function columnsOf(structureId: string, { protocolId, version }: VersionName) {
  return { structure_id: structureId, protocol_id: protocolId, version };
}
