import type { Clearance, WaitingList } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { selectField } from '../../ui/fields/chosen.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import { labelOf, type Deed, type ListsDesk } from './desk.ts';
import { formDesk } from './people.ts';

/** Says of a list that nobody new gets on it, and how many still wait there. */
export function renderClosed({ t, list, waiting }: ListsDesk): TemplateResult | typeof nothing {
  return list.closed ? html`<p class="notice" part="notice">${t.closedSaid(waiting)}</p>` : nothing;
}

/**
 * A list ends in steps, each of which can stay: it is closed, so that nobody new gets on it; those on it stay, go to another list, or are off it with an
 * outcome; and when nobody waits there any more it can be taken away.
 */
export function renderClosing(desk: ListsDesk): TemplateResult | typeof nothing {
  const { t, list, may, waiting } = desk;
  if (!may.decide) return nothing;
  const deeds = list.closed
    ? html`${button(t.reopenList, () => setClosed(desk, list, false))}
      ${waiting > 0 ? button(t.clearList, () => openClearForm(desk)) : button(t.deleteList, () => openDeleteForm(desk))}`
    : button(t.closeList, () => openCloseForm(desk));
  return html`<div class="deeds start">${deeds}</div>`;
}

function openCloseForm(desk: ListsDesk): void {
  const { t, list, waiting } = desk;
  openForm(
    deskWith(desk, list, () => setClosed(desk, list, false)),
    {
      title: t.closeListTitle(nameOf(desk, list)),
      submit: t.closeList,
      fields: () =>
        html`<p>${t.closeListText}</p>
          <p>${t.closeListStay(waiting)}</p>`,
      check: () => [],
      send: () => changeClosed(desk, list, true),
      done: () => t.listClosed(nameOf(desk, list)),
    },
  );
}

/** Opens a list again, or closes it again: each takes the other back. */
function setClosed(desk: ListsDesk, list: WaitingList, isClosed: boolean): void {
  const { t } = desk;
  void desk.flow.run(async () => {
    await changeClosed(desk, list, isClosed);
    desk.flow.focus('heading');
    const said = isClosed ? t.listClosed : t.listReopened;
    await desk.done(said(nameOf(desk, list)), { undo: () => setClosed(desk, list, !isClosed), about: list.code });
  });
}

/** Whatever else others have changed of the list meanwhile stays. @throws an error `list-changed` where the list is gone */
async function changeClosed({ calls }: ListsDesk, { code }: WaitingList, isClosed: boolean): Promise<void> {
  await calls.changeSettings((settings) => {
    if (!settings.lists.some((one) => one.code === code)) throw listChanged();
    const lists = settings.lists.map((one) => {
      const { closed: _, ...open } = one;
      if (one.code !== code) return one;
      return isClosed ? { ...open, closed: true as const } : open;
    });
    return { ...settings, lists };
  });
}

/** What becomes of everybody who waits: how many is said before, and again where there are others meanwhile. */
function openClearForm(desk: ListsDesk): void {
  const { t, list, lists, language, calls } = desk;
  const others = lists.filter(({ code, closed }) => !closed && code !== list.code);
  // It is of those who were counted as the form was opened.
  const { waiting } = desk;
  const draft = { fate: '', priority: '' };
  let cleared: Clearance | undefined;
  const target = () => others.find(({ code }) => draft.fate === `move:${code}`);
  openForm(deskWith(desk, list), {
    title: t.clearListTitle(waiting),
    submit: t.clearListSubmit,
    fields: (faultOf) => {
      const to = target();
      return html`<p>${t.clearListText}</p>
        ${selectField(t, {
          id: 'fate',
          ...{ label: t.clearFate, none: t.clearNone, need: 'required', fault: faultOf('fate'), chosen: draft.fate },
          options: [
            ...list.outcomes.map(({ code, label }) => ({ value: `leave:${code}`, text: t.fateLeave(label[language]) })),
            ...others.map((other) => ({ value: `move:${other.code}`, text: t.fateMove(nameOf(desk, other)) })),
          ],
          choose: (value) => {
            draft.fate = value;
            draft.priority = target()?.priorities.at(-1)?.code ?? '';
            desk.redraw();
          },
        })}
        ${
          to
            ? html`${selectField(t, {
                  ...{ id: 'priority', label: t.colPriority, chosen: draft.priority },
                  options: to.priorities.map(({ code, label }) => ({ value: code, text: label[language] })),
                  choose: (value) => {
                    draft.priority = value;
                    desk.redraw();
                  },
                })}
                <p class="quiet">${t.moveKeeps}</p>`
            : nothing
        }`;
    },
    check: () => (draft.fate === '' ? [{ id: 'fate', text: t.wrongFate }] : []),
    send: async () => {
      const to = target();
      const fate = to
        ? { kind: 'move' as const, list: to.code, priority: draft.priority }
        : { kind: 'leave' as const, outcome: draft.fate.slice('leave:'.length) };
      cleared = await calls.clear(list.code, { waiting, ...fate });
    },
    done: () => sayCleared(desk, list, target(), draft.fate.slice('leave:'.length), cleared),
  });
}

function sayCleared(
  desk: ListsDesk,
  list: WaitingList,
  to: WaitingList | undefined,
  outcome: string,
  { cleared, stayed }: Clearance = { cleared: 0, stayed: 0 },
): string {
  const { t } = desk;
  if (!to) return t.clearedBy(cleared, labelOf(desk, list.outcomes, outcome));
  return stayed > 0
    ? `${t.movedTo(cleared, nameOf(desk, to))} ${t.stayed(stayed)}`
    : t.movedTo(cleared, nameOf(desk, to));
}

/** Taken away with its priorities and rules; who has left it is still in the log. It can be put back as it was. */
function openDeleteForm(desk: ListsDesk): void {
  const { t, list, calls } = desk;
  const putBack = () =>
    void desk.flow.run(async () => {
      await calls.changeSettings((settings) =>
        settings.lists.some(({ code }) => code === list.code)
          ? settings
          : { ...settings, lists: [...settings.lists, list] },
      );
      desk.flow.focus('heading');
      await desk.done(t.listPutBack(nameOf(desk, list)), { about: list.code });
    });
  openForm(deskWith(desk, list, putBack), {
    title: t.deleteListTitle(nameOf(desk, list)),
    submit: t.deleteList,
    fields: () => html`<p>${t.deleteListText}</p>`,
    check: () => [],
    send: () =>
      calls.changeSettings((settings) => {
        // Opened again meanwhile, it is somebody's list.
        if (!settings.lists.find(({ code }) => code === list.code)?.closed) throw listChanged();
        return { ...settings, lists: settings.lists.filter(({ code }) => code !== list.code) };
      }),
    done: () => t.listDeleted(nameOf(desk, list)),
  });
}

/** What is done here is done to the list: what was done to it before is not undone any more. */
function deskWith(desk: ListsDesk, { code }: WaitingList, undo?: Deed['undo']) {
  return { ...formDesk(desk), done: (text: string) => desk.done(text, { undo, about: code }) };
}

function listChanged(): Error {
  return Object.assign(new Error(), { code: 'list-changed' });
}

function nameOf({ language }: ListsDesk, { label }: WaitingList): string {
  return label[language];
}
