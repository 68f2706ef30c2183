import type {
  FoundAttendingDoctor,
  Letter,
  LetterBlock,
  LetterContent,
  LetterDraft,
  LetterKind,
} from '@relais/sdk/letter';
import { localeOf } from '@relais/sdk/locale';
import { nothing } from 'lit';
import { badge, type BadgeKind } from '../ui/badge.ts';
import { button, heading, loading, type Part } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { html } from '../ui/html.ts';
import type { LetterController } from './letter-controller.ts';
import type { LetterStrings } from './words/fr.ts';

export interface View {
  readonly t: LetterStrings;
  readonly letters: LetterController;
  readonly language: string;
}

export function renderLetters(view: View): Part {
  const { t, letters } = view;
  if (letters.trouble) return troubleScreen(t, letters.trouble, { retry: letters.load });
  if (!letters.letters) return loading(t.opening);
  const { drafts, letters: made, exchange } = letters.letters;
  const madeOf = (draft: LetterDraft) =>
    made.findLast(({ kind, prescription }) => kind === draft.kind && prescription === draft.prescription);
  return html`<div class="stack">
    ${heading(t.title)}
    <p class="quiet">${drafts.length > 0 ? t.intro : t.notEnded}</p>
    ${exchange === 'allowed' ? nothing : noticeOf(t.exchanges[exchange])}
    ${exchange === 'toInform' ? html`<slot name="inform"></slot>` : nothing}
    ${drafts.map((draft) => {
      const letter = madeOf(draft);
      return letter ? renderMade(view, letter) : renderDraft(view, draft);
    })}
  </div>`;
}

function noticeOf(text: string): Part {
  return html`<p class="notice" part="notice">${text}</p>`;
}

// ——— To be made ———

function renderDraft(view: View, draft: LetterDraft): Part {
  const { t, letters } = view;
  const { kind, missing, content } = draft;
  const exchange = letters.letters!.exchange;
  const isMakeable = missing.length === 0 && exchange !== 'training';
  return html`<section class="card" part="letter" data-kind=${kind}>
    <header><h3>${t.kinds[kind]}</h3></header>
    ${renderCondition(view, content, 'untilIfMade')} ${renderPaper(t, content)}
    ${
      missing.length > 0
        ? html`<div class="notice" part="notice">
            <p>${t.lacking}</p>
            <ul>
              ${missing.map((lack) => html`<li>${t.lacks[lack]}</li>`)}
            </ul>
          </div>`
        : nothing
    }
    ${isMakeable ? renderMaking(view, draft) : nothing}
  </section>`;
}

function renderMaking(view: View, draft: LetterDraft): Part {
  const { t, letters } = view;
  const { kind } = draft;
  const { exchange, sends, minor } = letters.letters!;
  const { checked = false, doctor, secrecy = false, request = '' } = letters.filled(kind);
  const isLetter = kind === 'liaisonLetter';
  const isSent = isLetter && sends && exchange === 'allowed' && doctor?.msSanteAddress !== undefined;
  return html`${isLetter ? renderDoctor(view) : nothing}
    ${
      isLetter
        ? html`<label class="field" part="field"
            ><span>${t.request}</span>
            <textarea
              part="control"
              rows="3"
              maxlength="1000"
              .value=${request}
              @input=${(event: Event) => letters.fill(kind, { request: (event.target as HTMLTextAreaElement).value })}
            ></textarea>
          </label>`
        : nothing
    }
    ${isLetter && minor ? tick(t.secrecy, secrecy, (on) => letters.fill(kind, { secrecy: on })) : nothing}
    ${tick(t.checked, checked, (on) => letters.fill(kind, { checked: on }))} ${renderRefusal(view, kind)}
    <div class="actions">
      ${button(
        letters.isBusy ? t.making : isSent ? t.makeAndSend : t.make,
        () => letters.make(draft, isSent),
        'primary',
        t.kinds[kind],
      )}
    </div>`;
}

function tick(label: string, isOn: boolean, turn: (on: boolean) => void): Part {
  return html`<label class="check option"
    ><input
      type="checkbox"
      .checked=${isOn}
      @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)}
    />
    <span>${label}</span></label
  >`;
}

function renderDoctor({ t, letters }: View): Part {
  const { doctor } = letters.filled('liaisonLetter');
  if (doctor) {
    const { address, msSanteAddress } = doctor;
    return html`<div class="field">
      <strong>${t.doctor}</strong>
      <p>${t.chosenDoctor(nameOf(doctor), address)}</p>
      <p class="quiet">${msSanteAddress ? t.secure(msSanteAddress) : t.noSecure}</p>
      <div>${button(t.change, () => letters.fill('liaisonLetter', { doctor: undefined }), 'link')}</div>
    </div>`;
  }
  const { found } = letters;
  return html`<label class="field" part="field"
      ><span>${t.doctor}</span> <small class="quiet">${t.doctorHelp}</small>
      <input
        part="control"
        name="doctor"
        type="text"
        autocomplete="off"
        maxlength="80"
        @input=${(event: Event) => void letters.search((event.target as HTMLInputElement).value)}
    /></label>
    <div role="status">
      ${found?.length === 0 ? html`<p>${t.noDoctor}</p>` : nothing}
      ${
        found && found.length > 0
          ? html`<ul class="found">
              ${found.map((one) => {
                const name = t.chosenDoctor(nameOf(one), one.address);
                return html`<li>${button(name, () => letters.fill('liaisonLetter', { doctor: one }))}</li>`;
              })}
            </ul>`
          : nothing
      }
    </div>`;
}

function nameOf({ givenName, familyName }: FoundAttendingDoctor): string {
  return `${givenName} ${familyName}`;
}

// ——— Made ———

const BADGES: Readonly<Record<Letter['delivery']['state'], BadgeKind>> = {
  toHand: 'attention',
  queued: 'waiting',
  sent: 'done',
  failed: 'danger',
  handed: 'done',
};

function renderMade(view: View, letter: Letter): Part {
  const { t, letters } = view;
  const { id, kind, delivery, content, lapsed = false } = letter;
  const { sends, prints, exchange } = letters.letters!;
  const isOpen = !lapsed && (delivery.state === 'toHand' || delivery.state === 'failed');
  const isLetter = kind === 'liaisonLetter';
  const name = t.kinds[kind];
  const take = (label: string, file: 'pdf' | 'message' | 'package') =>
    prints && !lapsed ? button(label, () => letters.take(kind, id, file), '', name) : nothing;
  return html`<section class="card" part="letter" data-kind=${kind}>
    <header>
      <h3>${name}</h3>
      ${lapsed && delivery.state === 'toHand' ? badge(t.lapsed, 'danger') : badge(t.states[delivery.state], BADGES[delivery.state])}
    </header>
    ${delivery.code ? html`<p class="quiet">${t.failedCode(delivery.code)}</p>` : nothing}
    ${delivery.on ? html`<p class="quiet">${t.handedOn(inWords(delivery.on, view.language))}</p>` : nothing}
    ${renderCondition(view, content, lapsed ? 'lapsedOn' : 'until')} ${renderPaper(t, content)}
    ${prints ? nothing : html`<p class="quiet">${t.noPdf}</p>`} ${renderRefusal(view, kind)}
    ${lapsed && delivery.state === 'toHand' ? renderHandedEarlier(view, letter) : nothing}
    <div class="actions">
      ${take(t.pdf, 'pdf')}
      ${isLetter && isOpen && sends && exchange === 'allowed' ? button(t.send, () => letters.send(kind, id), 'primary', name) : nothing}
      ${isLetter && isOpen && exchange === 'allowed' ? take(t.message, 'message') : nothing}
      ${isLetter ? take(t.package, 'package') : nothing}
      ${isOpen ? button(t.hand, () => letters.hand(kind, id), '', name) : nothing}
    </div>
  </section>`;
}

/** Whoever handed it over on its last day may note it the morning after. */
function renderHandedEarlier({ t, letters }: View, { id, kind, madeAt, content }: Letter): Part {
  return html`<details>
    <summary>${t.handedEarlier}</summary>
    <label class="field" part="field"
      ><span>${t.handedDay}</span>
      <input
        part="control"
        type="date"
        min=${madeAt.slice(0, 10)}
        max=${content.condition?.lastDay ?? nothing}
        .value=${letters.filled(kind).handedOn ?? ''}
        @change=${(event: Event) => letters.fill(kind, { handedOn: (event.target as HTMLInputElement).value })}
    /></label>
    <div class="actions">${button(t.noteHanding, () => letters.handEarlier(kind, id), '', t.kinds[kind])}</div>
  </details>`;
}

function renderRefusal({ t, letters }: View, kind: LetterKind): Part {
  const code = letters.refused.get(kind);
  if (code === undefined) return nothing;
  const ours: Readonly<Record<string, string>> = { 'check-first': t.checkFirst, 'day-first': t.dayFirst };
  const words = ours[code] ?? t.refused[code] ?? t.notDone;
  return html`<p class="notice" part="notice" role="alert">${words}</p>`;
}

// ——— What it says ———

/** On what a prescription is dispensed and until when, which whoever hands it over has to say. */
function renderCondition(
  { t, language }: View,
  { condition }: LetterContent,
  until: 'untilIfMade' | 'until' | 'lapsedOn',
): Part {
  if (!condition) return nothing;
  const { mention, lastDay, illustrative } = condition;
  const day = lastDay && inWords(lastDay, language);
  return html`<div class="notice" part="notice">
    <p>${t.conditional} <strong lang="fr" translate="no">${mention}</strong></p>
    ${day ? html`<p>${t[until](day)}</p>` : nothing} ${illustrative ? html`<p>${t.illustrativeCondition}</p>` : nothing}
  </div>`;
}

function inWords(day: string, language: string): string {
  return new Date(day).toLocaleDateString(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
}

function renderPaper(t: LetterStrings, content: LetterContent): Part {
  const { letterhead, to, dated, marks, title, blocks } = content;
  return html`<details>
    <summary>${t.read}</summary>
    <article class="paper" lang="fr" translate="no">
      <p><strong>${letterhead.name}</strong></p>
      ${letterhead.address.map((line) => html`<p class="quiet">${line}</p>`)}
      <p class="to">${[...to, `Le ${dated}`].map((line) => html`${line}<br />`)}</p>
      ${marks.map((mark) => html`<p class="mark">${mark}</p>`)}
      <h4>${title}</h4>
      ${blocks.map(renderBlock)}
    </article>
  </details>`;
}

function renderBlock(block: LetterBlock): Part {
  switch (block.kind) {
    case 'heading':
      return html`<h5>${block.text}</h5>`;
    case 'text':
      return html`<p>${block.text}</p>`;
    case 'signature':
      return html`<p class="signature">${block.text}</p>`;
    case 'list':
      return html`<ul>
        ${block.items.map((item) => html`<li>${item}</li>`)}
      </ul>`;
    case 'facts':
      return html`<dl>
        ${block.facts.map(
          ({ label, value }) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>`;
  }
}
