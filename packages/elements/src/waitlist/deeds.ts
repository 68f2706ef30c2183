import type { MenuItem } from '../ui/menu/menu-controller.ts';
import type { Row } from './rows.ts';
import type { View } from './view.ts';

/** Pauses offered besides the structure's own, in minutes. */
const PAUSES = [15, 30, 60, 120];
/** Where the structure has not said how long. */
const USUAL_PAUSE = 15;

/** Whether whoever sits here may take this call now. */
export function canClaim({ state: { you } }: Pick<View, 'state'>, { callback, isGone }: Row): boolean {
  return !isGone && callback.status === 'waiting' && (!callback.clinicianOnly || you?.isClinician === true);
}

/** How the call of one's own row ends well: each is one press in the menu « joint ». */
export function reachedItems(view: View, { callback }: Row): MenuItem[] {
  const { t, language, state, calls } = view;
  const redirections = state.settings?.redirections ?? [];
  const places = redirections.map(({ code, label }) => ({
    label: t.redirectedTo(label[language]),
    press: () => calls.act(callback, { kind: 'redirected', target: code }),
  }));
  // Who was sent to 15 is offered no seat.
  const seat = { label: t.seatFound, press: () => calls.act(callback, { kind: 'seatFound' }) };
  const advice = { label: t.advised, press: () => calls.act(callback, { kind: 'advised' }) };
  return [...(callback.rank === 0 ? [] : [seat]), advice, ...places];
}

/** Nobody answered: when to call again. */
export function notReachedItems(view: View, { callback }: Row): MenuItem[] {
  const { t, language, state, open, now, calls } = view;
  const usual = state.settings?.snoozeMinutes ?? USUAL_PAUSE;
  return [usual, ...PAUSES.filter((minutes) => minutes !== usual)].map((minutes) => ({
    label: t.snoozeFor(open.parts.sayMinutes(minutes, language)),
    press: () => calls.act(callback, { kind: 'notReached', snoozedUntil: instant(now + minutes * 60_000) }),
  }));
}

/** What is seldom wanted. Of a colleague's call nothing but to take it over. */
export function moreItems(view: View, row: Row): MenuItem[] {
  const { t, state, open, now, calls } = view;
  const { callback, isMine, away, sameNumber } = row;
  const { owner } = callback;
  if (owner && !isMine) {
    const isAllowed = !callback.clinicianOnly || state.you?.isClinician === true;
    const press = () => calls.act(callback, { kind: 'claim', from: owner.actor });
    return isAllowed ? [{ label: t.takeOver(owner.name ?? t.colleague), press }] : [];
  }
  const items: MenuItem[] = [
    { label: t.annotate, press: () => calls.annotate(callback) },
    { label: t.reclass, press: () => calls.reclass(callback) },
  ];
  const isAsked = open.parts.isAwaitingDoctor(open.parts.toQueueEntry(callback).doctor, now);
  if (isAsked) {
    items.push(
      { label: t.doctorSees, press: () => calls.act(callback, { kind: 'doctorAnswered', answer: 'sees' }) },
      { label: t.doctorCannot, press: () => calls.act(callback, { kind: 'doctorAnswered', answer: 'cannot' }) },
    );
  }
  if (away === 'snoozed') items.push({ label: t.wake, press: () => calls.act(callback, { kind: 'wake' }) });
  if (isMine) {
    if (sameNumber > 0) items.push({ label: t.duplicate, press: () => calls.act(callback, { kind: 'duplicate' }) });
    items.push(
      { label: t.release, press: () => calls.act(callback, { kind: 'release' }) },
      { label: t.givenUp, press: () => calls.act(callback, { kind: 'givenUp' }), isDanger: true },
    );
  }
  return items;
}

/** To the second, as the contract has it. */
function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
