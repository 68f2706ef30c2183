import { createVisitLetters } from '@relais/sdk/letter';
import type { FoundAttendingDoctor, Letter, LettersOfVisits, LetterState, VisitLetters } from '@relais/sdk/letter';
import type { Visit } from '@relais/sdk/visit';
import { nothing, type TemplateResult } from 'lit';
import { tickBox } from '../ui/fields/chosen.ts';
import { textField } from '../ui/fields/typed.ts';
import { button } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import { saveFile } from '../ui/save-file.ts';
import type { Desk } from './desk.ts';

type Doctor = Omit<FoundAttendingDoctor, 'id'>;

/** What a letter is made of beside the visit, and what becomes of the dialog it stands in. */
interface LetterPartOptions {
  readonly visit: () => Visit;
  readonly written: () => { readonly note: string; readonly request: string };
  readonly close: (said: string) => Promise<void>;
}

const TYPES = { pdf: ['application/pdf', 'lettre.pdf'], message: ['message/rfc822', 'lettre.eml'] } as const;

/** Owns: the letters of one visit as the backend has them, whom the next is for, and what is under way. */
export class LetterPart {
  readonly #desk: Desk;
  readonly #options: LetterPartOptions;
  readonly #port: LettersOfVisits;
  #letters: VisitLetters | undefined;
  #doctor: Doctor | undefined;
  /** Whom the directory has by what was typed; `failed` where it has not answered. */
  #found: readonly FoundAttendingDoctor[] | 'failed' | undefined;
  #typed = '';
  #asked = 0;
  #isSecret = false;
  #isAnew = false;
  #isBusy = false;
  #refusal: string | undefined;

  constructor(desk: Desk, options: LetterPartOptions) {
    this.#desk = desk;
    this.#options = options;
    this.#port = createVisitLetters(desk.client);
  }

  async load(): Promise<void> {
    this.#letters = await this.#port.list(this.#options.visit().id);
    this.#doctor ??= this.#letters.doctor;
    this.#desk.redraw();
  }

  /** Whether a letter is what the next press should give. */
  get leads(): boolean {
    return this.#isMakeable && this.#doctor !== undefined;
  }

  /** The press that sends, or prepares where nothing can be sent. */
  renderMain(): unknown {
    const { t } = this.#desk;
    if (!this.#isMakeable) return nothing;
    const label = this.#isBusy ? t.letterBusy : this.#isSent ? t.sendLetter : t.makeLetter;
    return button(label, () => this.#make(), this.leads ? 'primary' : '');
  }

  render(): TemplateResult | undefined {
    const { t } = this.#desk;
    if (!this.#letters) return undefined;
    const { writes, exchange } = this.#letters;
    const standing = this.#standing;
    return html`<section class="stack" aria-labelledby="letter-part">
      <h3 id="letter-part" tabindex="-1">${t.letterPart}</h3>
      ${standing ? this.#renderMade(standing) : nothing}
      ${
        this.#refusal
          ? html`<p class="notice refusal" part="notice" role="alert" id="refusal" tabindex="-1">${this.#refusal}</p>`
          : nothing
      }
      ${writes ? nothing : html`<p class="quiet">${t.notYours}</p>`}
      ${exchange === 'objected' ? html`<p class="notice" part="notice">${t.objected}</p>` : nothing}
      ${this.#isWritten ? this.#renderMaking() : nothing}
    </section>`;
  }

  get #standing(): Letter | undefined {
    return this.#letters?.letters.findLast(({ replaced }) => !replaced);
  }

  /** Nothing was made yet, or what was is to be replaced. */
  get #isWritten(): boolean {
    const { writes, exchange } = this.#letters ?? {};
    return writes === true && exchange !== 'objected' && (this.#standing === undefined || this.#isAnew);
  }

  get #isMakeable(): boolean {
    const [draft] = this.#letters?.drafts ?? [];
    return this.#isWritten && draft?.missing.length === 0;
  }

  get #isSent(): boolean {
    return this.#letters?.sends === true && this.#doctor?.msSanteAddress !== undefined;
  }

  // ——— To be made ———

  #renderMaking(): unknown {
    const { t } = this.#desk;
    const { drafts, minor, exchange } = this.#letters!;
    const missing = drafts[0]?.missing ?? [];
    if (missing.length > 0)
      return missing.map((lack) => html`<p class="notice" part="notice">${t.letterLacks[lack] ?? lack}</p>`);
    return html`${this.#renderDoctor()}
    ${
      minor
        ? tickBox({
            id: 'secrecy',
            text: t.secrecy,
            isTicked: this.#isSecret,
            tick: (isTicked) => {
              this.#isSecret = isTicked;
              this.#desk.redraw();
            },
          })
        : nothing
    }
    ${exchange === 'toInform' ? html`<p>${t.tellPatient}</p>` : nothing}`;
  }

  #renderDoctor(): TemplateResult {
    const { t } = this.#desk;
    const doctor = this.#doctor;
    if (doctor) {
      const { address, msSanteAddress } = doctor;
      return html`<div>
        <p>${t.attendingDoctorIs(nameOf(doctor), address)}</p>
        <p class="quiet">${msSanteAddress ? t.secureAddress(msSanteAddress) : t.noSecureAddress}</p>
        ${button(t.changeDoctor, () => this.#choose(undefined), 'link')}
      </div>`;
    }
    const found = this.#found;
    return html`${textField(t, {
        id: 'doctor',
        label: t.attendingDoctor,
        help: t.attendingDoctorHelp,
        need: 'optional',
        value: this.#typed,
        type: (text) => void this.#search(text),
        longest: 80,
      })}
      <div role="status">
        ${found === 'failed' ? html`<p>${t.doctorsFailed}</p>` : nothing}
        ${found?.length === 0 ? html`<p>${t.noDoctorFound}</p>` : nothing}
        ${
          typeof found === 'object' && found.length > 0
            ? html`<ul role="list" class="cards">
                ${found.map((one) => {
                  const label = one.address ? `${nameOf(one)}, ${one.address}` : nameOf(one);
                  return html`<li>${button(label, () => this.#choose(one))}</li>`;
                })}
              </ul>`
            : nothing
        }
      </div>`;
  }

  #choose(found: FoundAttendingDoctor | undefined): void {
    const { id: _, ...doctor } = found ?? { id: '' };
    this.#doctor = found && (doctor as Doctor);
    this.#found = undefined;
    this.#typed = '';
    this.#desk.redraw();
    this.#desk.flow.focus(found ? 'letter-part' : 'doctor');
  }

  /** Whom the directory has by that beginning; an answer that comes late is of no use. */
  async #search(beginning: string): Promise<void> {
    this.#typed = beginning;
    const turn = ++this.#asked;
    const found =
      beginning.trim() === '' ? undefined : await this.#port.doctors(beginning.trim()).catch(() => 'failed' as const);
    if (turn !== this.#asked) return;
    this.#found = found;
    this.#desk.redraw();
  }

  #make(): Promise<void> {
    const isSent = this.#isSent;
    return this.#act(async () => {
      const { id: visit, revision } = this.#options.visit();
      const { note, request } = this.#options.written();
      const doctor = this.#doctor;
      const replaces = this.#standing?.id;
      const made = await this.#port.make(visit, {
        revision,
        informed: true,
        ...(doctor && { doctor }),
        ...(note.trim() && { note: note.trim() }),
        ...(request.trim() && { request: request.trim() }),
        ...(this.#isSecret && { secrecy: true }),
        ...(replaces && { replaces }),
      });
      this.#isAnew = false;
      return isSent ? this.#port.send({ visit, letter: made.id }) : made;
    });
  }

  // ——— Made ———

  #renderMade({ madeAt, delivery, outdated }: Letter): TemplateResult {
    const { t, format } = this.#desk;
    const { sends, prints, writes, doctor, exchange } = this.#letters!;
    const { state, code } = delivery;
    const isOpen = writes && (state === 'toHand' || state === 'failed');
    const isSendable = isOpen && sends && doctor?.msSanteAddress !== undefined && exchange !== 'objected';
    return html`<p>${t.letterMade(format.at(madeAt), t.letterStates[state] ?? state)}</p>
      ${code ? html`<p class="quiet">${t.letterFailedCode(code)}</p>` : nothing}
      ${outdated ? html`<p class="notice" part="notice">${t.letterOutdated}</p>` : nothing}
      ${prints ? nothing : html`<p class="quiet">${t.letterNoPdf}</p>`}
      <div class="actions">
        ${isSendable ? button(t.sendLetter, () => this.#act((at) => this.#port.send(at)), 'primary') : nothing}
        ${prints ? button(t.letterPdf, () => this.#take('pdf')) : nothing}
        ${prints && isOpen ? button(t.letterMessage, () => this.#take('message')) : nothing}
        ${isOpen ? button(t.letterHanded, () => this.#act((at) => this.#port.hand(at, this.#handing))) : nothing}
        ${writes && !this.#isAnew ? button(t.makeAnew, () => this.#begin(), outdated ? '' : 'link') : nothing}
      </div>`;
  }

  /** By which way somebody gives away a letter themselves. */
  get #handing(): 'secureMail' | 'printed' {
    return this.#letters?.doctor?.msSanteAddress === undefined ? 'printed' : 'secureMail';
  }

  #begin(): void {
    this.#isAnew = true;
    this.#desk.redraw();
    this.#desk.flow.focus('letter-part');
  }

  /** Fetched as whoever is signed in, and given to the browser to be kept: no link opens it for anybody else. */
  #take(file: 'pdf' | 'message'): Promise<void> {
    return this.#act(async (at) => {
      const [type, name] = TYPES[file];
      saveFile(name, await this.#port[file](at), type);
      return undefined;
    });
  }

  /** One thing at a time; whatever comes of it, what is shown is read again. */
  async #act(work: (at: { visit: string; letter: string }) => Promise<LetterState | undefined>): Promise<void> {
    if (this.#isBusy) return;
    const { t } = this.#desk;
    this.#isBusy = true;
    this.#refusal = undefined;
    this.#desk.redraw();
    try {
      const state = await work({ visit: this.#options.visit().id, letter: this.#standing?.id ?? '' });
      if (state && state.delivery.state !== 'toHand') {
        await this.#options.close(t.letterDone(t.letterStates[state.delivery.state] ?? state.delivery.state));
        return;
      }
    } catch (error) {
      const { code = 'unexpected' } = error as { readonly code?: string };
      this.#refusal = (Object.hasOwn(t.refusals, code) ? t.refusals[code] : undefined) ?? t.refused(code);
    } finally {
      this.#isBusy = false;
    }
    await Promise.all([this.load(), this.#desk.refresh()]).catch(() => undefined);
    this.#desk.redraw();
    if (this.#refusal) this.#desk.flow.focus('refusal');
  }
}

function nameOf({ givenName, familyName }: Doctor): string {
  return `${givenName} ${familyName}`;
}
