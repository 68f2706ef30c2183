import type { Client, Inscription, OpenList } from '@relais/sdk';
import type { WaitingLists } from '@relais/sdk/waiting-list';
import { adoptStyles, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { base } from '../../ui/base.styles.ts';
import { ClientController } from '../../ui/client-controller.ts';
import type { ClientSource } from '../../ui/client-source.ts';
import { choiceField } from '../../ui/fields/chosen.ts';
import { fields } from '../../ui/fields/fields.styles.ts';
import { form, submitButton, type FieldFault } from '../../ui/fields/form.ts';
import { FlowController } from '../../ui/flow/flow-controller.ts';
import { flow } from '../../ui/flow/flow.styles.ts';
import { FocusController } from '../../ui/flow/focus-controller.ts';
import { button, heading, loading, message } from '../../ui/flow/screens.ts';
import { troubleScreen } from '../../ui/flow/trouble-screen.ts';
import type { Failure } from '../../ui/flow/trouble.ts';
import { html } from '../../ui/html.ts';
import { LocaleController } from '../../ui/locale-controller.ts';
import { createPersonDraft, personFaults, personFields, readPerson, type PersonDraft } from '../lists/person-form.ts';
import { WaitingListChangeEvent } from '../lists/lists-events.ts';
import { fr, type InscriptionStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

type By = Inscription['by'];
const WRITERS: readonly By[] = ['patient', 'carer', 'dac', 'cpam'];

interface InscriptionHost extends ReactiveElement {
  api: string | undefined;
  structure: string | undefined;
  client: Client | undefined;
  list: string | undefined;
  language: string | undefined;
  strings: Partial<InscriptionStrings> | undefined;
}

interface State {
  readonly name: 'loading' | 'form' | 'done';
}

/** Owns: the page where the public writes somebody on a list that is open to it. It learns nothing of who is there. */
export class InscriptionScreen implements ReactiveController {
  readonly #host: InscriptionHost;
  readonly #locale: LocaleController<InscriptionStrings>;
  readonly #clients: ClientController;
  readonly #flow: FlowController<State>;
  #key: readonly unknown[] = [];
  #client: Client | undefined;
  #calls: WaitingLists | undefined;
  #open: OpenList | undefined;
  #draft: PersonDraft = createPersonDraft();
  #by: By | undefined;
  /** Of the inscription that is being written: sent again it is the same one. */
  #id: string | undefined;
  #faults: readonly FieldFault[] = [];

  constructor(host: InscriptionHost) {
    this.#host = host;
    this.#locale = new LocaleController<InscriptionStrings>(host, VOCABULARY);
    this.#clients = new ClientController(host, () => this.#locale.language);
    this.#flow = new FlowController<State>(host, {
      first: { name: 'loading' },
      now: () => this.#client?.now() ?? Date.now(),
      structure: () => host.structure ?? this.#clients.source?.settings?.structure ?? '',
      onFailure: (failure) => this.#takeBack(failure),
    });
    new FocusController(host, () => this.#flow);
    adoptStyles(host.renderRoot as ShadowRoot, [base, flow, fields].flat());
    host.addController(this);
  }

  hostUpdate(): void {
    const { source } = this.#clients;
    const { list } = this.#host;
    const key = [source, list];
    if (key.every((part, place) => part === this.#key[place])) return;
    this.#key = key;
    this.#open = undefined;
    this.#begin();
    this.#flow.replace({ name: 'loading' });
    if (source && list) void this.#flow.run(() => this.#describe(source, list, key));
  }

  get status(): 'loading' | 'ready' | 'failed' {
    if (this.#flow.trouble) return 'failed';
    return this.#flow.state.name === 'loading' ? 'loading' : 'ready';
  }

  get isLive(): boolean {
    return false;
  }

  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  /** Nothing of what others do is shown here. */
  refresh(): Promise<void> {
    return Promise.resolve();
  }

  #begin(): void {
    this.#draft = createPersonDraft();
    this.#by = undefined;
    this.#id = undefined;
    this.#faults = [];
  }

  async #describe(source: ClientSource, list: string, key: readonly unknown[]): Promise<void> {
    const [client, { createWaitingLists }] = await Promise.all([source.load(), import('../lists/calls.ts')]);
    const calls = createWaitingLists(client);
    const open = await calls.describeInscription(list);
    if (key !== this.#key) return;
    this.#client = client;
    this.#calls = calls;
    this.#open = open;
    this.#flow.replace({ name: 'form' });
  }

  #send(): void {
    const { strings: t } = this.#locale;
    const by = this.#by;
    this.#faults = [...(by ? [] : [{ id: 'by', text: t.wrongBy }]), ...personFaults(t, this.#draft)];
    if (this.#faults.length > 0 || !by) {
      this.#flow.focus('summary');
      this.#host.requestUpdate();
      return;
    }
    void this.#flow.run(async () => {
      const { list } = this.#open ?? { list: '' };
      const calls = this.#calls!;
      this.#id ??= calls.createId();
      await calls.inscribe(list, { id: this.#id, by, ...readPerson(this.#draft) });
      this.#begin();
      this.#host.dispatchEvent(new WaitingListChangeEvent({ list }));
      this.#flow.replace({ name: 'done' });
    });
  }

  /** What the server does not take of what was typed goes to its field. */
  #takeBack({ code, ...failure }: Failure): boolean {
    const { faults = [] } = failure as { readonly faults?: readonly { readonly path: string }[] };
    const { strings: t } = this.#locale;
    if (code !== 'invalid-request' || !faults.some(({ path }) => path === 'birthDate')) return false;
    this.#faults = [{ id: 'birthDate', text: t.wrongBirthDate }];
    this.#flow.focus('summary');
    return true;
  }

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    const isBusy = this.status === 'loading' || this.#flow.isBusy;
    return html`<div class="root" part="board" lang=${language} aria-busy=${isBusy ? 'true' : nothing}>
      <div class="stack">${this.#renderShown(t, language === 'en' ? 'en' : 'fr')}</div>
    </div>`;
  }

  #renderShown(t: InscriptionStrings, language: 'fr' | 'en'): unknown {
    const { trouble, secondsLeft, state } = this.#flow;
    const retry = () => this.#flow.retry();
    if (!this.#clients.source || !this.#host.list) return troubleScreen(t, { name: 'misconfigured' }, { retry });
    if (trouble) return troubleScreen(t, trouble, { retry, secondsLeft });
    if (state.name === 'loading' || !this.#open) return loading(t.loadingInscription);
    if (state.name === 'done') return this.#renderDone(t);
    return this.#renderForm(t, this.#open.label[language]);
  }

  #renderForm(t: InscriptionStrings, label: string): TemplateResult {
    const faultOf = (id: string) => this.#faults.find((fault) => fault.id === id)?.text;
    const isOwn = this.#by === 'patient';
    return html`${heading(t.inscriptionTitle(label))}
      <p>${t.inscriptionIntro}</p>
      <p class="notice" part="notice"><strong>${t.noEmergency}</strong></p>
      ${form(
        t,
        this.#faults,
        html`${choiceField(t, {
            id: 'by',
            label: t.by,
            need: 'required',
            fault: faultOf('by'),
            options: WRITERS.map((value) => ({ value, text: t.writers[value] })),
            chosen: this.#by,
            choose: (value) => {
              this.#by = value as By;
              this.#host.requestUpdate();
            },
          })}
          ${isOwn || this.#by === undefined ? nothing : html`<p>${t.aboutThem}</p>`}
          ${personFields(t, this.#draft, faultOf, isOwn)}
          <p class="quiet">${t.whatFor}</p>
          ${submitButton(t.inscribe)}`,
        () => this.#send(),
      )}`;
  }

  #renderDone(t: InscriptionStrings): TemplateResult {
    const again = () => this.#flow.replace({ name: 'form' });
    return message(heading(t.inscribed), [t.inscribedText], button(t.inscribeAnother, again, 'link'));
  }
}
