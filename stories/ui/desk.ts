import { LitElement, nothing, type TemplateResult } from 'lit';
import { badge } from '../../packages/elements/src/ui/badge.ts';
import { desk } from '../../packages/elements/src/ui/together/desk.styles.ts';
import { DialogController } from '../../packages/elements/src/ui/dialog/dialog-controller.ts';
import { emptyState } from '../../packages/elements/src/ui/flow/empty-state.ts';
import { boxesField, choiceField, selectField, tickBox } from '../../packages/elements/src/ui/fields/chosen.ts';
import { form, submitButton, type FieldFault } from '../../packages/elements/src/ui/fields/form.ts';
import {
  cleanDate,
  cleanName,
  cleanPhone,
  formatPhone,
  readDate,
} from '../../packages/elements/src/ui/fields/reading.ts';
import {
  areaField,
  dateField,
  emailField,
  telephoneField,
  textField,
  wholeNumberField,
} from '../../packages/elements/src/ui/fields/typed.ts';
import { FlowController } from '../../packages/elements/src/ui/flow/flow-controller.ts';
import { FocusController } from '../../packages/elements/src/ui/flow/focus-controller.ts';
import { button, heading, loading, message } from '../../packages/elements/src/ui/flow/screens.ts';
import { overtaken } from '../../packages/elements/src/ui/flow/overtaken.ts';
import { troubleScreen } from '../../packages/elements/src/ui/flow/trouble-screen.ts';
import type { Trouble } from '../../packages/elements/src/ui/flow/trouble.ts';
import { createFormat } from '../../packages/elements/src/ui/format.ts';
import { html } from '../../packages/elements/src/ui/html.ts';
import { LiveRegionController } from '../../packages/elements/src/ui/live-region-controller.ts';
import { MenuController } from '../../packages/elements/src/ui/menu/menu-controller.ts';
import { birth, byName, fullName, listedName } from '../../packages/elements/src/ui/person/person.ts';
import { listAndDetail } from '../../packages/elements/src/ui/table/list-and-detail.ts';
import { table, type Column, type Sorting } from '../../packages/elements/src/ui/table/table.ts';
import { tabs } from '../../packages/elements/src/ui/tabs/tabs.ts';
import { ToastController } from '../../packages/elements/src/ui/toast/toast-controller.ts';
import * as french from '../../packages/elements/src/ui/words/fr.ts';
import * as english from '../../packages/elements/src/ui/words/en.ts';
import { zoneNote } from '../../packages/elements/src/ui/zone-note.ts';
import { mirrored } from '../support/mirrored.ts';
import { BADGES, people, type Waiting } from './people.ts';

/** What a story shows. */
export type Part =
  | 'flow'
  | 'fields'
  | 'table'
  | 'list'
  | 'tabs'
  | 'side'
  | 'menu'
  | 'dialog'
  | 'toast'
  | 'badges'
  | 'empty'
  | 'overtaken'
  | 'formats'
  | 'all';

const TODAY = '2026-11-10';
const NOW = Date.parse('2026-11-10T08:40:00Z');

const wordsOf = (all: typeof french | typeof english) => ({
  ...all.trouble,
  ...all.fields,
  ...all.dates,
  ...all.dialog,
  ...all.toast,
  ...all.table,
  ...all.person,
  ...all.zone,
});
/** `ar` stands for any language that is written from right to left. */
const WORDS = { fr: wordsOf(french), en: wordsOf(english), ar: mirrored(wordsOf(french)) };

type State = { readonly name: 'ask' | 'check' | 'done' };

/** An element made of the shared parts, as a desk is: for the stories and the tests of the parts, and not in the kit. */
export class StoryDesk extends LitElement {
  static override properties = {
    shows: {},
    language: {},
    rowCount: { type: Number },
    trouble: { attribute: false },
    sorting: { state: true, attribute: false },
    open: { state: true, attribute: false },
    tab: { state: true, attribute: false },
  };
  static override styles = desk;

  declare shows: Part | '';
  declare language: keyof typeof WORDS;
  declare rowCount: number;
  declare trouble: Trouble | undefined;
  declare sorting: Sorting | undefined;
  declare open: string | undefined;
  declare tab: string;
  rows: readonly Waiting[] = people;
  faults: readonly FieldFault[] = [];
  readonly draft = { name: '', phone: '', birthDate: '', email: '', people: '', note: '', way: '', commune: '' };
  readonly wants = new Set<string>();
  /** Somebody else has kept the same thing first. */
  isOvertaken = false;
  /** What the next thing done fails for, by the code of an error. */
  failure: string | undefined;

  readonly live = new LiveRegionController(this);
  readonly flow = new FlowController<State>(this, { first: { name: 'ask' }, now: () => NOW });
  readonly focusing = new FocusController(this, () => this.flow);
  readonly dialog = new DialogController<Waiting>(this);
  readonly menu = new MenuController(this);
  readonly toasts = new ToastController(this, { say: (text) => this.live.say(text) });

  constructor() {
    super();
    this.shows = 'all';
    this.language = 'fr';
    this.rowCount = 12;
    this.tab = 'waiting';
  }

  get t() {
    return WORDS[this.language];
  }

  /** Takes somebody off the list, which can be taken back. */
  strike(person: Waiting): void {
    const before = this.rows;
    this.rows = before.filter((other) => other !== person);
    const undo = (): void => {
      this.rows = before;
      this.requestUpdate();
    };
    this.toasts.show(this.t, { text: `${fullName(person)} : retirée de la liste`, undo });
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { t, language, trouble } = this;
    const content = trouble ? troubleScreen(t, trouble, this.ways) : this.#parts();
    return html`<div class="root" part="desk" lang=${language} aria-busy=${this.flow.isBusy ? 'true' : nothing}>
      <div class="stack">${content}</div>
      ${this.dialog.render(t, (person) => this.#dialogContent(person))} ${this.toasts.render(t)}
      <p class="hidden" role="status">${this.live.text}</p>
    </div>`;
  }

  get ways() {
    const signIn = (): void => void this.dispatchEvent(new CustomEvent('story-sign-in'));
    return { retry: () => this.flow.retry(), signIn, back: () => this.flow.back(), secondsLeft: 12 };
  }

  #parts(): unknown {
    const parts: Readonly<Record<Exclude<Part, 'all'>, () => unknown>> = {
      flow: () => this.#flowPart(),
      badges: () => this.#badges(),
      formats: () => this.#formats(),
      fields: () => this.#fieldsPart(),
      tabs: () => this.#tabsPart(false),
      side: () => this.#tabsPart(true),
      list: () => this.#listPart(),
      table: () => this.#tablePart(),
      menu: () => this.#menuPart(),
      dialog: () => this.#dialogPart(),
      toast: () => this.#toastPart(),
      empty: () =>
        emptyState(
          'Personne n’attend',
          'La liste a été lue à 9 h 40, et elle est vide.',
          button('Ajouter', () => undefined),
        ),
      overtaken: () => this.#overtakenPart(),
    };
    if (this.shows === 'all')
      return Object.entries(parts).map(
        ([name, draw]) => html`<section class="stack" data-part=${name}>${draw()}</section>`,
      );
    return this.shows ? parts[this.shows]() : nothing;
  }

  #flowPart(): TemplateResult {
    const { flow, t } = this;
    if (flow.trouble) return troubleScreen(t, flow.trouble, this.ways);
    const back = flow.canGoBack ? button(t.back, () => flow.back(), 'link') : nothing;
    switch (flow.state.name) {
      case 'ask':
        return message(
          heading('Une demande', 'Étape 1 sur 2'),
          ['Ce qui est demandé.'],
          button('Continuer', () => flow.go({ name: 'check' }), 'primary'),
        );
      case 'check':
        return message(
          heading('Vérifier', 'Étape 2 sur 2'),
          ['Ce qui sera envoyé.'],
          button('Envoyer', () => void flow.run(() => this.#send()), 'primary'),
          back,
        );
      case 'done':
        return message(heading('C’est envoyé'), ['Rien d’autre à faire.'], back);
    }
  }

  async #send(): Promise<void> {
    await Promise.resolve();
    if (this.failure) throw Object.assign(new Error('The story fails'), { code: this.failure });
    this.flow.replace({ name: 'done' });
  }

  #fieldsPart(): TemplateResult {
    const { t, draft } = this;
    const typed = (name: keyof typeof draft) => ({
      value: draft[name],
      type: (value: string) => (draft[name] = value),
      fault: this.faults.find(({ id }) => id === name)?.text,
    });
    const content = html`<div class="pair">
        ${textField(t, { id: 'name', label: 'Nom', need: 'required', clean: cleanName, ...typed('name') })}
        ${telephoneField(t, { id: 'phone', label: 'Téléphone', help: 'Pour rappeler', need: 'required', clean: cleanPhone, ...typed('phone') })}
        ${dateField(t, { id: 'birthDate', label: 'Date de naissance', help: 'Par exemple : 31/03/1980', need: 'required', clean: cleanDate, ...typed('birthDate') })}
        ${emailField(t, { id: 'email', label: 'Courriel', need: 'optional', ...typed('email') })}
        ${wholeNumberField(t, { id: 'people', label: 'Personnes du foyer', need: 'optional', ...typed('people') })}
        ${textField(t, { id: 'reference', label: 'Référence', value: 'RV-2026-0042', type: () => undefined, isReadonly: true })}
      </div>
      ${choiceField(t, {
        id: 'way',
        label: 'Comment la demande est arrivée',
        need: 'required',
        isRow: true,
        options: [
          { value: 'phone', text: 'Au téléphone' },
          { value: 'desk', text: 'Au comptoir' },
          { value: 'colleague', text: 'Par un confrère' },
        ],
        chosen: draft.way,
        choose: (value) => this.#set(() => (draft.way = value)),
        fault: this.faults.find(({ id }) => id === 'way')?.text,
      })}
      ${boxesField(t, {
        id: 'wants',
        label: 'Ce qu’il faut sur place',
        options: [
          { value: 'suture', text: 'Sutures', help: 'Une plaie ouverte' },
          { value: 'ecg', text: 'Électrocardiogramme' },
          { value: 'step-free', text: 'Accès sans marche', isFixed: true },
        ],
        chosen: [...this.wants, 'step-free'],
        tick: (value, isTicked) => this.#set(() => (isTicked ? this.wants.add(value) : this.wants.delete(value))),
      })}
      ${selectField(t, {
        id: 'commune',
        label: 'Commune',
        none: 'Sans réponse',
        need: 'optional',
        options: ['Saint-Aubin', 'Le Val-d’Orme', 'Montreuil-sur-Lys'].map((text) => ({ value: text, text })),
        chosen: draft.commune,
        choose: (value) => (draft.commune = value),
      })}
      ${areaField(t, { id: 'note', label: 'Ce qu’il faut savoir', need: 'optional', ...typed('note') })}
      ${tickBox({ id: 'told', text: 'La personne sait ce qui est noté', isTicked: this.wants.has('told'), tick: (is) => this.#set(() => (is ? this.wants.add('told') : this.wants.delete('told'))) })}
      ${submitButton('Enregistrer')}`;
    return form(t, this.faults, content, () => this.#submit());
  }

  #set(change: () => unknown): void {
    change();
    this.requestUpdate();
  }

  #submit(): void {
    const { draft } = this;
    this.faults = [
      ...(cleanName(draft.name) ? [] : [{ id: 'name', text: 'Indiquez le nom, en lettres' }]),
      ...(cleanPhone(draft.phone) ? [] : [{ id: 'phone', text: 'Indiquez un numéro entier, comme 06 12 34 56 78' }]),
      ...(readDate(draft.birthDate) ? [] : [{ id: 'birthDate', text: 'Indiquez une date, comme 31/03/1980' }]),
      ...(draft.way ? [] : [{ id: 'way', text: 'Dites comment la demande est arrivée' }]),
    ];
    if (this.faults.length) this.flow.focus('summary');
    else this.toasts.show(this.t, { text: 'Enregistré' });
    this.requestUpdate();
  }

  get shown(): readonly Waiting[] {
    return this.rows.slice(0, this.rowCount);
  }

  #tablePart(): TemplateResult {
    const columns: readonly Column<Waiting>[] = [
      {
        id: 'name',
        title: 'Personne',
        cell: (row) => html`<span translate="no">${listedName(row)}</span>`,
        compare: byName('fr'),
      },
      {
        id: 'birth',
        title: 'Naissance',
        cell: ({ birthDate }) => birth(this.t, birthDate, TODAY),
        compare: (a, b) => (a.birthDate < b.birthDate ? -1 : 1),
      },
      { id: 'phone', title: 'Téléphone', cell: ({ phone }) => html`<span translate="no">${formatPhone(phone)}</span>` },
      {
        id: 'commune',
        title: 'Commune',
        cell: ({ commune }) => html`<span translate="no">${commune}</span>`,
        compare: (a, b) => a.commune.localeCompare(b.commune),
      },
      {
        id: 'minutes',
        title: 'Attend depuis',
        cell: ({ minutes }) => `${minutes} min`,
        compare: (a, b) => a.minutes - b.minutes,
        isNumber: true,
      },
      { id: 'stands', title: 'État', cell: ({ stands }) => badge(...BADGES[stands]) },
    ];
    return table(this.t, {
      id: 'waiting',
      caption: `Rappels à faire (${this.shown.length})`,
      columns,
      rows: this.shown,
      keyOf: ({ id }) => id,
      sorting: this.sorting,
      sort: (sorting) => (this.sorting = sorting),
      actions: (row) => button('Rappeler', () => this.dialog.open(row), '', fullName(row)),
    });
  }

  #listPart(): TemplateResult {
    const person = this.shown.find(({ id }) => id === this.open);
    return listAndDetail({
      label: 'Rappels à faire',
      items: this.shown.map((row) => ({
        id: row.id,
        title: html`<span translate="no">${listedName(row)}</span>`,
        text: html`<span>${row.commune}, attend depuis ${`${row.minutes} min`}</span>`,
        aside: badge(...BADGES[row.stands]),
      })),
      open: person?.id,
      choose: (id) => {
        this.open = id;
        this.flow.focus('opened');
      },
      detail: person
        ? html`<h3 id="opened" tabindex="-1" translate="no">${fullName(person)}</h3>
            <p>${birth(this.t, person.birthDate, TODAY)}</p>
            <p><a href="tel:${person.phone}">${formatPhone(person.phone)}</a></p>`
        : nothing,
      hint: 'Choisissez quelqu’un dans la liste.',
      back: {
        label: 'Retour à la liste',
        press: () => {
          this.flow.focus(`item-${this.open ?? ''}`);
          this.open = undefined;
        },
      },
    });
  }

  #tabsPart(isSide: boolean): TemplateResult {
    return tabs({
      id: isSide ? 'sections' : 'lists',
      label: isSide ? 'Parties du dossier' : 'Listes',
      tabs: [
        { id: 'waiting', title: 'À rappeler', count: 12 },
        { id: 'called', title: 'Rappelés', count: 3 },
        { id: 'closed', title: 'Clos' },
        ...(isSide
          ? [
              { id: 'people', title: 'Équipe' },
              { id: 'settings', title: 'Réglages de la liste' },
            ]
          : []),
      ],
      chosen: this.tab,
      choose: (id) => (this.tab = id),
      panel: html`<p>Ce qui est de cette partie.</p>
        <p>${button('Agir', () => undefined)}</p>`,
      isSide,
    });
  }

  #menuPart(): TemplateResult {
    const [person] = people;
    if (!person) return html``;
    const say = (text: string) => () => this.live.say(text);
    return this.menu.render(
      'more',
      'Plus d’actions',
      [
        { label: 'Modifier', press: say('Modifier') },
        { label: 'Envoyer un SMS', press: say('SMS') },
        { label: 'Imprimer', press: say('Imprimer') },
        { label: 'Retirer de la liste', press: () => this.strike(person), isDanger: true },
      ],
      fullName(person),
    );
  }

  #dialogPart(): unknown {
    const [person] = people;
    return person ? button('Clore le rappel', () => this.dialog.open(person)) : nothing;
  }

  #dialogContent(person: Waiting) {
    const close = (): void => {
      this.dialog.close();
      this.strike(person);
    };
    return {
      title: 'Clore ce rappel ?',
      content: html`<p><strong translate="no">${fullName(person)}</strong></p>
        <p>La personne quitte la liste. Le rappel reste dans l’historique.</p>`,
      actions: button('Clore', close, 'primary'),
    };
  }

  #toastPart(): unknown {
    const [person] = this.rows;
    return person ? button('Retirer la première personne', () => this.strike(person)) : nothing;
  }

  /** Kept too late: what a colleague has made of the same list, and the two ways on. */
  #overtakenPart(): TemplateResult {
    if (!this.isOvertaken) return button('Enregistrer la liste', () => this.#overtake(true), 'primary');
    return overtaken(
      {
        title: 'Quelqu’un a modifié cette liste entre-temps',
        text: 'Rien n’est perdu, ni le vôtre ni le sien. Voici ce qui a changé :',
        changes: ['Une personne ajoutée : Ambre Lefort', 'Une personne retirée : Noé Delaunay'],
        caution: 'Une personne a été modifiée par vous et par lui.',
      },
      button('Enregistrer la mienne à la place', () => this.#overtake(false), 'primary'),
      button('Reprendre la sienne', () => this.#overtake(false)),
    );
  }

  #overtake(isOvertaken: boolean): void {
    this.isOvertaken = isOvertaken;
    this.flow.focus(isOvertaken ? 'overtaken' : 'heading');
  }

  #badges(): TemplateResult {
    return html`<p>
      ${badge('Noté')} ${badge('En attente', 'waiting')} ${badge('Rappelée', 'done')} ${badge('En retard', 'attention')}
      ${badge('Refusé', 'danger')}
    </p>`;
  }

  #formats(): TemplateResult {
    const f = createFormat(this.t, this.language, 'America/Martinique');
    const [person] = people;
    return html`<p>${f.at(NOW)}</p>
      ${zoneNote(this.t, f, NOW)}
      <p>${person ? birth(this.t, person.birthDate, TODAY) : nothing}</p>
      <p>${birth(this.t, '2025-09-20', TODAY)}</p>
      <p translate="no">${formatPhone('+33639981234')}</p>`;
  }
}

/** The screen of something on its way, for its story. */
export const loadingScreen = (): TemplateResult => loading('Un instant…');

if (!customElements.get('relais-story-desk')) customElements.define('relais-story-desk', StoryDesk);

declare global {
  interface HTMLElementTagNameMap {
    'relais-story-desk': StoryDesk;
  }
}
