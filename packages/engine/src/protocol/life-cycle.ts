import type { Protocol, ProtocolLife, ProtocolState, ProtocolStep } from '@relais/model';

/** Why a step is not taken. */
export type StepRefusal = 'not-from-this-state' | 'not-from-the-catalogue' | 'not-proven' | 'dates-go-back';

/** What the step to « validated » takes besides the doctor who signs it: the verdict of the checker. */
export interface StepContext {
  readonly protocol: Pick<Protocol, 'kind' | 'scope' | 'catalogue'>;
  readonly accepted: boolean;
}

const NEXT: Record<ProtocolState, readonly ProtocolState[]> = {
  draft: ['validated', 'closedWithoutAction'],
  validated: ['filed', 'active', 'closedWithoutAction', 'withdrawn'],
  filed: ['active', 'refused', 'closedWithoutAction', 'withdrawn'],
  active: ['withdrawn'],
  refused: [],
  closedWithoutAction: [],
  withdrawn: [],
};

/** The states a version may enter from one, in a protocol of this kind. */
export function nextStates(state: ProtocolState, { kind }: Pick<Protocol, 'kind'>): readonly ProtocolState[] {
  // Delegation is declared to the regional health agency first; what nobody delegates is not.
  const isDeclared = kind === 'cooperationProtocol';
  return NEXT[state].filter((next) => (state !== 'validated' ? true : next !== (isDeclared ? 'active' : 'filed')));
}

/** Takes a step, or says why not. The life given stays as it is. */
export function takeStep(
  life: ProtocolLife,
  step: ProtocolStep,
  { protocol, accepted }: StepContext,
): { readonly life: ProtocolLife } | { readonly refusal: StepRefusal } {
  const last = life.at(-1);
  if (step.from < step.on) return { refusal: 'dates-go-back' };
  // What is dangerous is stopped today, whatever was planned: the last step taken counts from its day on, before those planned for later.
  const isStop = step.state === 'withdrawn' && nextStates(stateOn(life, step.from), protocol).includes('withdrawn');
  if (isStop) return { life: [...life, step] };
  if (!nextStates(last?.state ?? 'draft', protocol).includes(step.state)) return { refusal: 'not-from-this-state' };
  if (last && step.from < last.from) return { refusal: 'dates-go-back' };
  if (step.state === 'validated') {
    if (protocol.scope === 'national' && protocol.catalogue === undefined) return { refusal: 'not-from-the-catalogue' };
    if (!accepted) return { refusal: 'not-proven' };
  }
  return { life: [...life, step] };
}

/** The state a version is in on a day (`YYYY-MM-DD`); steps planned for later do not count yet. */
export function stateOn(life: ProtocolLife, day: string): ProtocolState {
  return life.findLast(({ from }) => from <= day)?.state ?? 'draft';
}

/** Whether a run may start on a day: the version is active, and in season where it has seasons. */
export function isOpenOn({ activation }: Pick<Protocol, 'activation'>, life: ProtocolLife, day: string): boolean {
  if (stateOn(life, day) !== 'active') return false;
  return activation.length === 0 || activation.some((period) => isWithin(period, day));
}

/** Whether a day is within a validity. */
export function isWithin(
  { validFrom, validTo }: { readonly validFrom: string; readonly validTo?: string | undefined },
  day: string,
): boolean {
  return validFrom <= day && (validTo === undefined || day <= validTo);
}
