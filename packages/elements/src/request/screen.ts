import type {
  ChecklistItem,
  ChecklistRun,
  LeftRequest,
  PatientRequestView,
  RequestService,
  StructureInfo,
} from '@relais/sdk';
import type { PatientRequests, RequestLink } from '@relais/sdk/patient-request';
import { adoptStyles, nothing, type TemplateResult } from 'lit';
import { badge } from '../ui/badge.ts';
import { linkEmergencyNumbers } from '../ui/emergency-numbers.ts';
import { boxesField, selectField, tickBox } from '../ui/fields/chosen.ts';
import { form, submitButton } from '../ui/fields/form.ts';
import { cleanEmail, cleanName, cleanPhone } from '../ui/fields/reading.ts';
import { emailField, telephoneField, textField } from '../ui/fields/typed.ts';
import { FlowController } from '../ui/flow/flow-controller.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, heading, loading, message, type Part } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LinkController, type LinkHost } from '../ui/link/link-controller.ts';
import type { LinkedScreen } from '../ui/link/linked-element.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { zoneNote } from '../ui/zone-note.ts';
import { emptyDraft, findFaults, readDraft, type Draft, type FieldName } from './draft.ts';
import { RequestLeftEvent, RequestWithdrawnEvent } from './request-events.ts';
import { styles } from './request.styles.ts';
import { fr, type RequestStrings } from './words/fr.ts';
import type * as parts from './requests.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** What is known once the backend has answered. */
interface Opened {
  readonly parts: typeof parts;
  readonly requests: PatientRequests;
  readonly structure: StructureInfo;
  readonly now: () => number;
}

type State =
  | { readonly name: 'loading' | 'sending' | 'noLink' | 'misconfigured' | 'full' }
  | { readonly name: 'closed' | 'outside'; readonly service: RequestService }
  | { readonly name: 'signs'; readonly service: RequestService; readonly isOutdated?: boolean }
  | { readonly name: 'urgent'; readonly service: RequestService }
  | { readonly name: 'form'; readonly service: RequestService }
  | { readonly name: 'left' | 'withdrawing'; readonly view: PatientRequestView; readonly link: RequestLink };

/** What a request is drawn on: the element, with what its host says of it. */
export interface RequestHost extends LinkHost {
  language: string | undefined;
  reason: string | undefined;
  checklistRun: ChecklistRun | undefined;
  strings: Partial<RequestStrings> | undefined;
}

const FIELDS = {
  familyName: [textField, cleanName, 'family-name'],
  givenName: [textField, cleanName, 'given-name'],
  phone: [telephoneField, cleanPhone, 'tel'],
  email: [emailField, cleanEmail, 'email'],
} as const;

/** After these nobody knows whether what was sent has arrived. */
const UNANSWERED: ReadonlySet<string> = new Set(['offline', 'unreachable']);

/** Owns: which signs are ticked, what is typed, the request that is sent, and how it stands. */
export class RequestScreen implements LinkedScreen {
  readonly #host: RequestHost;
  readonly #locale: LocaleController<RequestStrings>;
  readonly #link: LinkController;
  readonly #flow: FlowController<State>;
  #opened: Opened | undefined;
  #yes = new Set<string>();
  #run: ChecklistRun | undefined;
  #draft: Draft = emptyDraft;
  #faults: readonly FieldName[] = [];
  /** Places in the list of windows. */
  #reachable = new Set<string>();
  /** Of the request that is being sent: until an answer has come it stays the same, so that nothing is doubled. */
  #id: string | undefined;
  #isUnsure = false;
  #hasMail = false;

  constructor(host: RequestHost) {
    this.#host = host;
    this.#locale = new LocaleController<RequestStrings>(host, VOCABULARY);
    this.#link = new LinkController(host, () => this.#locale.language);
    this.#flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#opened?.now() ?? Date.now(),
      structure: () => this.#opened?.structure.id ?? this.#host.structure ?? '',
    });
    new FocusController(host, () => this.#flow);
    adoptStyles(host.renderRoot as ShadowRoot, styles);
    // Added last: by then the client is chosen.
    host.addController(this);
  }

  hostUpdate(): void {
    const isGiven = this.#host.checklistRun !== undefined && this.#host.checklistRun !== this.#run;
    if (!this.#link.follow() && !isGiven) return;
    if (isGiven) this.#run = this.#host.checklistRun;
    void this.#begin();
  }

  /** Resolves once the words of the language are there. */
  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  get state(): 'loading' | 'ready' | 'left' | 'closed' | 'failed' {
    if (this.#flow.trouble) return 'failed';
    switch (this.#flow.state.name) {
      case 'loading':
      case 'sending':
        return 'loading';
      case 'left':
      case 'withdrawing':
        return 'left';
      case 'closed':
      case 'outside':
      case 'full':
        return 'closed';
      case 'noLink':
      case 'misconfigured':
        return 'failed';
      default:
        return 'ready';
    }
  }

  async #begin(): Promise<void> {
    const isStill = this.#link.ask();
    await this.#flow.run(() => this.#open());
    // Another backend or link was named while this one was being asked.
    if (!isStill()) await this.#begin();
  }

  /** Reads the request of the link, or what somebody needs who wants to leave one. */
  async #open(isOutdated = false): Promise<void> {
    const { source, fragment } = this.#link;
    this.#flow.replace({ name: 'loading' });
    const loaded = await import('./requests.ts');
    const link = loaded.parseRequestFragment(fragment);
    if (!source) {
      if (!link || !this.#link.takeStructure(link.structureId)) this.#flow.replace({ name: 'misconfigured' });
      return;
    }
    const client = await source.load();
    const requests = loaded.createPatientRequests(client);
    const structure = await client.structure.describe({ language: this.#locale.language === 'en' ? 'en' : 'fr' });
    this.#opened = { parts: loaded, requests, structure, now: () => client.now() };
    if (link) return this.#read(link);
    this.#enter(await requests.service(), isOutdated);
  }

  #enter(service: RequestService, isOutdated: boolean): void {
    if (service.state !== 'open')
      return this.#flow.replace({ name: service.state === 'closed' ? 'closed' : 'outside', service });
    if (this.#draft === emptyDraft) this.#draft = { ...emptyDraft, reason: this.#host.reason ?? '' };
    this.#reachable.clear();
    if (this.#run) this.#flow.replace({ name: 'form', service });
    else this.#flow.replace({ name: 'signs', service, isOutdated });
  }

  async #read(link: RequestLink): Promise<void> {
    const { requests } = this.#opened ?? {};
    if (!requests) return;
    try {
      this.#flow.replace({ name: 'left', view: await requests.read(link), link });
    } catch (error) {
      // Who has a wrong, shortened or old link is not signed out of anything.
      const { code = '' } = error as { code?: string };
      if (!['unauthenticated', 'forbidden', 'not-found'].includes(code)) throw error;
      this.#flow.replace({ name: 'noLink' });
    }
  }

  #tick(service: RequestService, item: ChecklistItem, isYes: boolean): void {
    const { checklist } = this.#opened?.structure ?? {};
    if (isYes) this.#yes.add(item.id);
    else this.#yes.delete(item.id);
    if (checklist?.actions[item.action]?.outcome === 'call-15' && isYes) this.#flow.go({ name: 'urgent', service });
    this.#host.requestUpdate();
  }

  #endSigns(service: RequestService): void {
    const { structure, parts: loaded, now } = this.#opened ?? {};
    const { checklist } = structure ?? {};
    if (!checklist || !loaded || !now) return;
    const run = { version: checklist.version, yes: [...this.#yes], answeredAt: loaded.toInstant(now()) };
    if (loaded.evaluateChecklist(checklist, run).outcome === 'call-15')
      return this.#flow.go({ name: 'urgent', service });
    this.#run = run;
    this.#flow.go({ name: 'form', service });
  }

  /** Nothing that calls for the 15 stays ticked. */
  #untick(service: RequestService): void {
    const { checklist } = this.#opened?.structure ?? {};
    for (const { id, action } of checklist?.items ?? [])
      if (checklist?.actions[action]?.outcome === 'call-15') this.#yes.delete(id);
    this.#flow.replace({ name: 'signs', service });
  }

  #submit(service: RequestService): void {
    this.#faults = findFaults(this.#draft);
    if (this.#faults.length > 0) return this.#flow.focus('summary');
    void this.#flow.run(() => this.#send(service));
  }

  async #send(service: RequestService): Promise<void> {
    const { requests } = this.#opened ?? {};
    const run = this.#run;
    const { reason, familyName, givenName, phone, email } = readDraft(this.#draft);
    if (!requests || !run || !reason || !familyName || !givenName || !phone) return;
    this.#id ??= requests.createId();
    const windows = service.windows.filter((_, index) => this.#reachable.has(String(index)));
    this.#flow.replace({ name: 'sending' });
    try {
      const left = await requests.leave({
        ...{ id: this.#id, reason, familyName, givenName, phone, checklistRun: run },
        ...(email && { email }),
        ...(windows.length > 0 && { reachable: windows }),
        language: this.#locale.language === 'en' ? 'en' : 'fr',
      });
      this.#settle(left, email !== undefined);
    } catch (error) {
      await this.#hearRefusal(error, service);
    }
  }

  #settle({ token, ...view }: LeftRequest, hasMail: boolean): void {
    this.#isUnsure = false;
    this.#id = undefined;
    this.#draft = emptyDraft;
    this.#hasMail = hasMail && this.#opened?.structure.mail === true;
    this.#flow.replace({ name: 'left', view, link: { requestId: view.id, token } });
    this.#host.dispatchEvent(new RequestLeftEvent({ requestId: view.id }));
  }

  /** What the server says no to has its screen; what was typed is there again on the way back. */
  async #hearRefusal(error: unknown, service: RequestService): Promise<void> {
    const { code = '' } = error as { code?: string };
    this.#isUnsure = UNANSWERED.has(code);
    if (!this.#isUnsure) this.#id = undefined;
    switch (code) {
      case 'requests-closed':
        return this.#open();
      case 'queue-full':
        return this.#flow.replace({ name: 'full' });
      case 'checklist-blocks-booking':
        return this.#flow.replace({ name: 'urgent', service });
      case 'checklist-outdated':
        this.#run = undefined;
        this.#yes.clear();
        return this.#open(true);
      default:
        if (!this.#isUnsure) this.#flow.replace({ name: 'form', service });
        throw error;
    }
  }

  async #withdraw(link: RequestLink): Promise<void> {
    const { requests } = this.#opened ?? {};
    if (!requests) return;
    try {
      const view = await requests.withdraw(link);
      this.#flow.replace({ name: 'left', view, link });
      this.#host.dispatchEvent(new RequestWithdrawnEvent({ requestId: view.id }));
    } catch (error) {
      // Dealt with while the question stood on the screen: how it stands is read anew, and said.
      if ((error as { code?: string }).code !== 'callback-closed') throw error;
      await this.#read(link);
    }
  }

  #restart(): void {
    this.#run = this.#host.checklistRun;
    this.#yes.clear();
    this.#link.forget();
    void this.#flow.run(() => this.#open());
  }

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = this.#flow.state.name === 'loading' || this.#flow.isBusy;
    return html`<div class="root" part="box" lang=${language} aria-busy=${isBusy ? 'true' : 'false'}>
      <div class="stack">${this.#flow.trouble ? this.#renderTrouble(t) : this.#renderState(t)}</div>
    </div>`;
  }

  #renderTrouble(t: RequestStrings): TemplateResult {
    const { trouble, secondsLeft } = this.#flow;
    const retry = () => this.#flow.retry();
    const help = this.#call(t) === nothing ? html`<slot></slot>` : this.#call(t);
    if (this.#isUnsure)
      return html`${message(heading(t.unsure), [t.unsureText], button(t.retry, retry, 'primary'), help)}
      ${this.#notEmergency(t)}`;
    return html`${troubleScreen(t, trouble ?? { name: 'unreachable' }, { retry, help, secondsLeft })}
    ${this.#notEmergency(t)}`;
  }

  #renderState(t: RequestStrings): TemplateResult {
    const { state } = this.#flow;
    switch (state.name) {
      case 'loading':
        return loading(t.opening);
      case 'sending':
        return loading(t.sending);
      case 'misconfigured':
        return troubleScreen(t, { name: 'misconfigured' }, { retry: () => this.#begin(), help: html`<slot></slot>` });
      case 'noLink':
        return message(
          heading(t.noLink),
          [t.noLinkText],
          this.#call(t),
          button(t.another, () => this.#restart()),
        );
      case 'closed':
        return html`${message(heading(t.closed), [t.closedText], this.#call(t, state.service))} ${this.#notEmergency(t)}`;
      case 'outside':
        return this.#renderOutside(t, state.service);
      case 'full':
        return html`${message(
          heading(t.full),
          [t.fullText],
          this.#call(t),
          button(t.again, () => this.#begin()),
        )}
        ${this.#notEmergency(t)}`;
      case 'signs':
        return this.#renderSigns(t, state);
      case 'urgent':
        return html`<div class="urgent stack">
            ${heading(t.urgent)}
            <a class="button call" part="action" href="tel:15">15</a>
            ${[t.urgentText, t.urgentDeaf].map((text) => html`<p>${linkEmergencyNumbers(text)}</p>`)}
          </div>
          ${button(t.tickedByMistake, () => this.#untick(state.service), 'link')}`;
      case 'form':
        return this.#renderForm(t, state.service);
      case 'left':
        return this.#renderLeft(t, state);
      case 'withdrawing':
        return message(
          heading(t.withdrawTitle),
          [t.withdrawText],
          button(t.withdraw, () => this.#flow.run(() => this.#withdraw(state.link)), 'danger'),
          button(t.withdrawNo, () => this.#flow.back()),
        );
    }
  }

  #renderOutside(t: RequestStrings, service: RequestService): TemplateResult {
    const { opensAt } = service;
    const format = this.#format(t);
    const when = opensAt === undefined ? t.opensUnknown : t.opensAt(format.at(opensAt));
    return html`${message(
      heading(t.outside),
      [when],
      this.#call(t, service),
      button(t.again, () => this.#begin()),
    )}
    ${zoneNote(t, format, opensAt ?? '')} ${this.#notEmergency(t)}`;
  }

  #renderSigns(t: RequestStrings, { service, isOutdated }: Extract<State, { name: 'signs' }>): TemplateResult {
    const { checklist } = this.#opened?.structure ?? {};
    const { items = [] } = checklist ?? {};
    const signs = (title: string, audience: ChecklistItem['audience']): Part => {
      const asked = items.filter((item) => item.audience === audience);
      return asked.length === 0
        ? nothing
        : html`<fieldset>
            <legend>${title}</legend>
            <ul role="list">
              ${asked.map(
                (item) =>
                  html`<li>
                    ${tickBox({
                      ...{ id: item.id, text: item.question, help: item.note, isTicked: this.#yes.has(item.id) },
                      tick: (isYes) => this.#tick(service, item, isYes),
                    })}
                  </li>`,
              )}
            </ul>
          </fieldset>`;
    };
    return html`${heading(t.signsTitle)} ${this.#notEmergency(t)}
      ${isOutdated ? html`<p class="notice" part="notice">${t.signsOutdated}</p>` : nothing}
      ${checklist?.status === 'draft' ? html`<p>${badge(t.signsDraft, 'waiting')}</p>` : nothing}
      <p>${checklist?.notice}</p>
      <p>${t.signsIntro}</p>
      ${signs(t.signsAll, 'all')} ${signs(t.signsChild, 'child')}
      ${button(this.#yes.size > 0 ? t.signsContinue : t.signsNone, () => this.#endSigns(service), 'primary')}`;
  }

  #renderForm(t: RequestStrings, service: RequestService): TemplateResult {
    const { structure } = this.#opened ?? {};
    const { targetMinutes, closesAt, windows } = service;
    const format = this.#format(t);
    const faults = this.#faults.map((id) => ({ id, text: t.faults[id] }));
    const content = html`${selectField(t, {
        ...{ id: 'reason', label: t.reason, none: t.reasonNone, need: 'required' },
        fault: this.#faultOf(t, 'reason'),
        options: (structure?.reasons ?? []).map(({ code, label }) => ({ value: code, text: label })),
        chosen: this.#draft.reason,
        choose: (reason) => this.#type('reason', reason),
      })}
      <div class="pair">${this.#fields().map((name) => this.#field(t, name))}</div>
      ${boxesField(t, {
        ...{ id: 'reachable', label: t.reachable, help: t.reachableHelp, need: 'optional' },
        options: windows.map(({ from, to }, index) => ({
          value: String(index),
          text: t.window(format.date(from), format.time(from), format.end(to)),
        })),
        chosen: [...this.#reachable],
        tick: (value, isTicked) => {
          if (isTicked) this.#reachable.add(value);
          else this.#reachable.delete(value);
          this.#host.requestUpdate();
        },
      })}
      ${zoneNote(t, format, windows[0]?.from ?? '')}
      <slot name="privacy"></slot>
      <div class="actions">${submitButton(t.send)}</div>`;
    return html`${heading(t.title)} ${this.#notEmergency(t)}
      <p>${t.intro(structure?.name ?? '')}</p>
      ${targetMinutes === undefined ? nothing : html`<p>${t.target(t.span(targetMinutes))}</p>`}
      ${closesAt === undefined || format.date(closesAt) !== format.date(service.now) ? nothing : html`<p>${t.until(format.time(closesAt))}</p>`}
      ${form(t, faults, content, () => this.#submit(service))}`;
  }

  /** An address is of use only where there is mail. */
  #fields(): (keyof typeof FIELDS)[] {
    const names = ['familyName', 'givenName', 'phone'] as const;
    return this.#opened?.structure.mail ? [...names, 'email'] : [...names];
  }

  #field(t: RequestStrings, name: keyof typeof FIELDS): TemplateResult {
    const [draw, clean, complete] = FIELDS[name];
    return draw(t, {
      ...{
        id: name,
        label: t.names[name],
        help: (t.hints as Partial<Record<FieldName, string>>)[name],
        clean,
        complete,
      },
      fault: this.#faultOf(t, name),
      need: name === 'email' ? 'optional' : 'required',
      value: this.#draft[name],
      type: (value) => this.#type(name, value),
    });
  }

  #faultOf(t: RequestStrings, name: FieldName): string | undefined {
    return this.#faults.includes(name) ? t.faults[name] : undefined;
  }

  #type(name: FieldName, value: string): void {
    this.#draft = { ...this.#draft, [name]: value };
  }

  #renderLeft(t: RequestStrings, { view, link }: Extract<State, { name: 'left' | 'withdrawing' }>): TemplateResult {
    const format = this.#format(t);
    const { state, arrivedAt, expectedBy, attempts, againAt } = view;
    const isOpen = state === 'waiting' || state === 'calling';
    return html`${heading(t.states[state])}
      <p>${t.stateTexts[state]}</p>
      <dl class="ticket">
        <div>
          <dt>${t.arrived}</dt>
          <dd>${format.at(arrivedAt)}</dd>
        </div>
        ${
          state === 'waiting'
            ? html`<div>
                <dt>${t.expected}</dt>
                <dd>${format.at(expectedBy)}</dd>
                <dd><small class="quiet">${t.expectedNote}</small></dd>
              </div>`
            : nothing
        }
      </dl>
      ${attempts > 0 && isOpen ? html`<p>${t.attempts(attempts)}</p>` : nothing}
      ${againAt !== undefined && isOpen ? html`<p>${t.againAt(format.at(againAt))}</p>` : nothing}
      ${zoneNote(t, format, arrivedAt)} ${isOpen ? this.#renderLink(t, view, link) : nothing}
      ${isOpen ? this.#notEmergency(t) : nothing}
      <div class="actions">
        ${button(t.refresh, () => this.#flow.run(() => this.#read(link)))}
        ${
          isOpen
            ? button(t.withdraw, () => this.#flow.go({ name: 'withdrawing', view, link }), 'danger')
            : button(t.another, () => this.#restart())
        }
        ${this.#call(t)}
      </div>`;
  }

  /** Where the request is opened again: a person may keep it, or send it to herself. */
  #renderLink(t: RequestStrings, { page }: PatientRequestView, { requestId, token }: RequestLink): Part {
    const { parts: loaded, structure } = this.#opened ?? {};
    if (!loaded || !structure || page === '') return nothing;
    const address = `${page.split('#')[0] ?? ''}#${loaded.requestFragment({ structureId: structure.id, requestId, token })}`;
    return html`<p class="notice" part="notice">
      <a href=${address}>${t.keepLink}</a><br />${t.keepLinkText} ${this.#hasMail ? t.mailed : nothing}
    </p>`;
  }

  #notEmergency(t: RequestStrings): TemplateResult {
    return html`<p class="notice emergency" part="notice">${linkEmergencyNumbers(t.notEmergency)}</p>`;
  }

  #format(t: RequestStrings): Format {
    return createFormat(t, this.#locale.language, this.#opened?.structure.timezone ?? 'Europe/Paris');
  }

  /** The telephone of the service, else the structure's. */
  #call(t: RequestStrings, service?: RequestService): Part {
    const phone = service?.phone ?? this.#opened?.structure.phone;
    return phone === undefined
      ? nothing
      : html`<a class="button" href="tel:${phone.replace(/[^\d+]/g, '')}">${t.callUs(phone)}</a>`;
  }
}
