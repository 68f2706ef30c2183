import type { VisitAction, VisitState } from '@relais/model';

/** Instants of a visit, in whatever form they stand: absent for what has not happened, or was undone. */
export interface VisitInstants {
  readonly arrived?: unknown;
  readonly started?: unknown;
  readonly done?: unknown;
  readonly closed?: unknown;
  readonly noShow?: unknown;
}

export function visitStateOf({ arrived, started, done, closed, noShow }: VisitInstants): VisitState {
  if (has(closed)) return 'closed';
  if (has(noShow)) return 'noShow';
  if (has(done)) return 'done';
  if (has(started)) return 'started';
  return has(arrived) ? 'arrived' : 'expected';
}

function has(instant: unknown): boolean {
  return instant !== undefined && instant !== null;
}

export type VisitActionKind = VisitAction['kind'];

const any: readonly VisitState[] = ['expected', 'arrived', 'started', 'done', 'closed', 'noShow'];

/**
 * From where each action is taken. Steps may be left out, for a doctor presses what comes to mind; whoever was said not to have come may come late;
 * nothing is closed twice.
 */
const from: Readonly<Record<VisitActionKind, readonly VisitState[]>> = {
  arrived: ['expected', 'noShow'],
  started: ['expected', 'arrived', 'noShow'],
  done: ['expected', 'arrived', 'started'],
  noShow: ['expected'],
  close: ['expected', 'arrived', 'started', 'done'],
  correct: ['closed'],
  retract: ['arrived', 'started', 'done', 'closed', 'noShow'],
  share: any,
  feedback: ['started', 'done', 'closed'],
};

/** Whether something can be done to a visit as it stands. */
export function acceptsAction(state: VisitState, kind: VisitActionKind): boolean {
  return from[kind].includes(state);
}

const deskKinds: readonly VisitActionKind[] = ['arrived', 'noShow', 'share'];

/** Whether whoever does not treat patients may do it: who has come and who has not, and undo just that. */
export function isOfFrontDesk(state: VisitState, kind: VisitActionKind): boolean {
  return deskKinds.includes(kind) || (kind === 'retract' && (state === 'arrived' || state === 'noShow'));
}

/** Whether nobody has said how a visit ended although it should be over. All in milliseconds. @param over end of its seat, else when it was added */
export function isLeftOpen(state: VisitState, over: number, now: number, leftOpenMinutes: number): boolean {
  return state !== 'closed' && state !== 'noShow' && now > over + leftOpenMinutes * 60_000;
}

/**
 * Minutes between two presses, one at least; nothing where one is missing, or where somebody has forgotten the second: such a visit would count for
 * hours.
 */
export function measuredMinutes(
  started: number | undefined,
  done: number | undefined,
  longestMinutes: number,
): number | undefined {
  if (started === undefined || done === undefined || done < started) return undefined;
  const minutes = Math.max(1, Math.round((done - started) / 60_000));
  return minutes > longestMinutes ? undefined : minutes;
}
