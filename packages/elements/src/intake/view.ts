import type { TemplateResult } from 'lit';
import type { Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import type { IntakeFields } from '@relais/sdk/intake';
import type { Choices, IntakeController } from './intake-controller.ts';
import type { FaultId } from './request.ts';
import type { IntakeStrings } from './words/fr.ts';

/** What every part of the screen is drawn from. */
export interface View {
  readonly desk: IntakeController;
  /** Writes into the request that was drawn: a field that is left as another call comes up tells of its own call, not of that one. */
  readonly set: (fields: Partial<IntakeFields>) => void;
  readonly tick: (sign: string, isThere: boolean) => void;
  readonly answer: (question: string, value: string) => void;
  readonly choose: (choices: Partial<Choices>) => void;
  readonly t: IntakeStrings;
  readonly format: Format;
}

/** What is wrong with a field, if anything. */
export function faultOf({ desk, t }: View, id: FaultId): string | undefined {
  return desk.work.faults.includes(id) ? t.faults[id] : undefined;
}

/** A part of the screen with its title, in the order a call goes. */
export function part(id: string, title: string, ...content: unknown[]): TemplateResult {
  return html`<section class="part" aria-labelledby=${`${id}-title`}>
    <h2 id=${`${id}-title`} tabindex="-1">${title}</h2>
    ${content.map((one) => html`${one}`)}
  </section>`;
}

/** A button with the key that does the same. */
export function keyed(
  label: string,
  key: string,
  press: () => unknown,
  { id, look = '', isOff = false }: { readonly id?: string; readonly look?: string; readonly isOff?: boolean } = {},
): TemplateResult {
  return html`<button
    type="button"
    id=${id ?? `key-${key}`}
    class=${look}
    part="action"
    aria-keyshortcuts=${key}
    ?disabled=${isOff}
    @click=${press}
  >
    <span>${label}</span> <kbd aria-hidden="true" translate="no">${key}</kbd>
  </button>`;
}

/** Where a practice is, as it is told on the telephone. */
export function placeOf({ desk }: View, { practiceId, siteId }: { practiceId: string; siteId: string }): string {
  const site = desk.info.sites.find(({ id }) => id === siteId);
  const practice = desk.info.practices.find(({ id }) => id === practiceId);
  const name = site?.name ?? siteId;
  const alone = desk.info.practices.filter((one) => one.siteId === siteId).length < 2 || practice?.name === name;
  // A practice that is named after its site is not said twice.
  const named = practice?.name.startsWith(name) ? [practice.name] : [name, alone ? undefined : practice?.name];
  return [...named, site?.commune].filter(Boolean).join(', ');
}

export function labelOf(
  list: readonly { readonly code: string; readonly label: Record<'fr' | 'en', string> }[],
  code: string,
  language: string,
): string {
  return list.find((one) => one.code === code)?.label[language === 'en' ? 'en' : 'fr'] ?? code;
}
