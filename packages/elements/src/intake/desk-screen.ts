// All that comes after the first screen: loaded once, when a desk is there.
import { adoptStyles, nothing, type CSSResultOrNative, type ReactiveElement, type TemplateResult } from 'lit';
import type { IntakeDraft } from '@relais/sdk/intake';
import { createFormat } from '../ui/format.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, loading } from '../ui/flow/screens.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { ToastController } from '../ui/toast/toast-controller.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { html } from '../ui/html.ts';
import { tabs } from '../ui/tabs/tabs.ts';
import { IntakeController, type IntakeHost } from './intake-controller.ts';
import { styles } from './later.styles.ts';
import { donePart, outcomePart } from './outcome.ts';
import { callPart, identityPart, signsPart } from './parts.ts';
import { keyed, type View } from './view.ts';
import type { IntakeStrings } from './words/fr.ts';

export { fr } from './words/fr.ts';

export interface Screen {
  readonly desk: IntakeController;
  readonly state: 'loading' | 'ready' | 'failed';
  /** The keys of the desk. */
  press(event: KeyboardEvent): void;
  render(t: IntakeStrings): TemplateResult;
}

/** Adds the desk, its styles and its state to an element that has shown its first screen. */
export function createScreen(host: ReactiveElement & IntakeHost, firstStyles: CSSResultOrNative[]): Screen {
  adoptStyles(host.renderRoot as ShadowRoot, [...firstStyles, ...styles.flat()]);
  const desk = new IntakeController(host);
  new FocusController(host, () => desk.flow);
  const live = new LiveRegionController(host);
  const toasts = new ToastController(host, { say: (text) => live.say(text) });
  let words: IntakeStrings | undefined;
  desk.onChange = ({ kind, booking, undo }) => {
    if (!words) return;
    const text = words.changed[kind](createFormat(words, desk.language, desk.info.timezone).at(booking.seat.start));
    toasts.show(words, { text, undo: undo && (() => void undo()), about: booking.id });
  };
  return {
    desk,

    get state() {
      const { trouble, state } = desk.flow;
      if (trouble) return 'failed';
      return state.name === 'desk' ? 'ready' : 'loading';
    },

    press(event) {
      if (this.state !== 'ready' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      const isDone = desk.work.receipt !== undefined;
      const deeds: Partial<Record<string, () => unknown>> = {
        F2: () => desk.begin(),
        F4: () => desk.beginSameReason(),
        ...(!isDone && { F8: () => desk.propose(), F9: () => desk.queue() }),
      };
      const deed = deeds[event.key];
      if (!deed) return;
      event.preventDefault();
      void deed();
    },

    render(t) {
      words = t;
      const { flow } = desk;
      if (flow.trouble) {
        const ways = { retry: () => void flow.retry(), secondsLeft: flow.secondsLeft };
        return troubleScreen(t, flow.trouble, ways);
      }
      if (flow.state.name !== 'desk') return loading(t.loading);
      return html`${deskScreen(desk, t)}
        <p class="hidden" role="status">${live.text}</p>
        ${toasts.render(t)}`;
    },
  };
}

function deskScreen(desk: IntakeController, t: IntakeStrings): TemplateResult {
  const { current } = desk;
  const view: View = {
    ...{ desk, t, format: createFormat(t, desk.language, desk.info.timezone) },
    set: (fields) => desk.set(current, fields),
    tick: (sign, isThere) => desk.tick(current, sign, isThere),
    answer: (question, value) => desk.answer(current, question, value),
    choose: (choices) => desk.setChoices(current, choices),
  };
  return html`<div class="stack">
    <div class="bar">
      ${keyed(t.otherCall, 'F2', () => desk.begin())} ${keyed(t.sameReason, 'F4', () => desk.beginSameReason())}
      ${button(t.sameCall, () => desk.beginSameCall())}
    </div>
    ${desk.isUnkept ? html`<p class="notice" part="notice" role="status">${t.unkept}</p>` : nothing}
    ${tabs({
      id: 'calls',
      label: t.calls,
      tabs: desk.drafts.map((draft, place) => ({ id: draft.id, title: titleOf(t, draft, place) })),
      chosen: desk.current,
      choose: (id) => desk.choose(id),
      panel: desk.work.receipt ? donePart(view) : callScreen(view),
    })}
  </div>`;
}

function callScreen(view: View): TemplateResult {
  return html`<div class="screen">
      <div class="talk">${callPart(view)} ${signsPart(view)} ${identityPart(view)}</div>
      ${outcomePart(view)}
    </div>
    ${leaving(view)}`;
}

function leaving({ desk, t }: View): TemplateResult {
  if (!desk.work.isLeaving) {
    return html`<button type="button" id="drop" class="link" @click=${() => desk.leave(true)}>${t.drop}</button>`;
  }
  return html`<div class="notice stack" part="notice" role="group" aria-labelledby="leave">
    <p id="leave" tabindex="-1">${t.dropAsked}</p>
    <div class="actions">
      ${button(t.dropSure, () => void desk.close(), 'danger')} ${button(t.dropKeep, () => desk.leave(false))}
    </div>
  </div>`;
}

/** By whom a call is told from the others: the name, else the number, else its place. */
function titleOf(t: IntakeStrings, { fields }: IntakeDraft, place: number): string {
  const name = [fields.givenName, fields.familyName].filter(Boolean).join(' ');
  return name || fields.phone || `${t.newCall} ${place + 1}`;
}
