import type { Callback, CallbackOutcome, Client, OfferAnswer, SeatOffer } from '@relais/sdk';
import type { BoardState, DeskAction } from '@relais/sdk/desk';
import { adoptStyles, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { ClientController } from '../ui/client-controller.ts';
import { DialogController, type DialogContent } from '../ui/dialog/dialog-controller.ts';
import { choiceField } from '../ui/fields/chosen.ts';
import { areaField } from '../ui/fields/typed.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { FocusController } from '../ui/flow/focus-controller.ts';
import { button, loading } from '../ui/flow/screens.ts';
import { troubleScreen } from '../ui/flow/trouble-screen.ts';
import { troubleOf } from '../ui/flow/trouble.ts';
import { createFormat, type Format } from '../ui/format.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { MenuController } from '../ui/menu/menu-controller.ts';
import { ToastController } from '../ui/toast/toast-controller.ts';
import { renderBoard } from './board.ts';
import { canClaim } from './deeds.ts';
import { commandOf, type Command } from './keys.ts';
import { News } from './news.ts';
import { RowKeeper, type Row, type Rows } from './rows.ts';
import { className, whoIs, type View, type ViewCalls } from './view.ts';
import { CallbackClaimedEvent, CallbackClosedEvent } from './waitlist-events.ts';
import { renderWall } from './wall.ts';
import { WaitlistController, type OpenBoard } from './waitlist-controller.ts';
import { emptyTaker, readTaker, takerFields, type Taker } from './taker.ts';
import { styles } from './waitlist.styles.ts';
import { fr, type WaitlistStrings } from './words/fr.ts';

const VOCABULARY = { fr, others: { en: async () => (await import('./words/en.ts')).en } };

/** What nothing can be shown without: a list that is there is nobody's to see once these are said. */
const CLOSING = ['unauthenticated', 'session', 'forbidden', 'site-not-allowed'];

/** What is asked in a dialog, and what stands in it so far. */
type Asking =
  | { readonly kind: 'note'; readonly callback: Callback; text: string }
  | { readonly kind: 'class'; readonly callback: Callback; code: string }
  | { readonly kind: 'taker'; readonly callback: Callback; readonly offer: SeatOffer; readonly taker: Taker };

const OUTCOMES: Partial<Record<DeskAction['kind'], CallbackOutcome>> = {
  seatFound: 'seatFound',
  redirected: 'redirected',
  advised: 'advised',
  givenUp: 'givenUp',
  duplicate: 'duplicate',
};

/** What the board is drawn on: the element, with what its host says of it. */
export interface WaitlistHost extends ReactiveElement {
  api: string | undefined;
  structure: string | undefined;
  client: Client | undefined;
  language: string | undefined;
  strings: Partial<WaitlistStrings> | undefined;
  readonly view: string | undefined;
}

/**
 * Owns: what is drawn of the board and what people do there. Its parts own which board is followed, where each row stands, and what is worth saying
 * aloud.
 */
export class WaitlistScreen implements ReactiveController {
  readonly #host: WaitlistHost;
  /** Draws at once what has been asked to be drawn. */
  readonly #drawNow: () => void;
  readonly #locale: LocaleController<WaitlistStrings>;
  readonly #clients: ClientController;
  readonly #desk: WaitlistController;
  readonly #live: LiveRegionController;
  readonly #news = new News((news) => this.#announce(news));
  readonly #menu: MenuController;
  readonly #dialog: DialogController<Asking>;
  readonly #toasts: ToastController;
  readonly #keeper = new RowKeeper();
  readonly #focus: { focusTarget: string | undefined; clearFocusTarget(): void } = {
    focusTarget: undefined,
    clearFocusTarget() {
      this.focusTarget = undefined;
    },
  };
  /** Id of the row that was last worked at. */
  #current: string | undefined;
  #rows: Rows = { all: [], isBehind: false, order: [] };
  #isPointedAt = false;
  #offerTrouble: string | undefined;
  #isAsked = false;
  #toldCode: string | undefined;
  #lastUndo: (() => unknown) | undefined;
  #format: { readonly key: string; readonly format: Format } | undefined;

  constructor(host: WaitlistHost, drawNow: () => void) {
    this.#host = host;
    this.#drawNow = drawNow;
    this.#locale = new LocaleController<WaitlistStrings>(host, VOCABULARY);
    this.#clients = new ClientController(host, () => this.#locale.language);
    this.#desk = new WaitlistController(
      host,
      () => this.#clients.source,
      () => host.view === 'wall',
      (state) => this.#hear(state),
    );
    this.#live = new LiveRegionController(host);
    this.#menu = new MenuController(host);
    this.#dialog = new DialogController(host);
    this.#toasts = new ToastController(host, { say: (text) => this.#live.say(text) });
    new FocusController(host, () => this.#focus);
    adoptStyles(host.renderRoot as ShadowRoot, styles);
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#press);
  }

  hostDisconnected(): void {
    this.#news.stop();
    this.#host.removeEventListener('keydown', this.#press);
  }

  /** Of the list. */
  get status(): 'loading' | 'ready' | 'failed' {
    return this.#desk.failure || !this.#clients.source ? 'failed' : (this.#desk.state?.status ?? 'loading');
  }

  refresh(): Promise<void> {
    return Promise.resolve(this.#desk.refresh());
  }

  /** Resolves once the words of the language are there. */
  get ready(): Promise<void> {
    return this.#locale.ready;
  }

  #hear(state: BoardState): void {
    this.#news.hear(state);
    const code = state.error?.code;
    if (code !== undefined && code !== this.#toldCode) this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
    this.#toldCode = code;
  }

  /** Whether what is shown is true now. A device that knows it has no network may still hold a line that looks open. */
  get isLive(): boolean {
    const { state } = this.#desk;
    return state?.connection === 'open' && !state.error && navigator.onLine;
  }

  /** While somebody is at the rows, they stay where they are. */
  get #isHeld(): boolean {
    return this.#isPointedAt || this.#focusedRow !== undefined;
  }

  get #focusedRow(): string | undefined {
    return this.#host.shadowRoot?.activeElement?.closest<HTMLElement>('tr[data-id]')?.dataset['id'];
  }

  #language(): 'fr' | 'en' {
    return this.#locale.language === 'en' ? 'en' : 'fr';
  }

  readonly #calls: ViewCalls = {
    act: (callback, action) => void this.#act(callback, action),
    annotate: (callback) => this.#ask({ kind: 'note', callback, text: callback.note ?? '' }),
    reclass: (callback) => this.#ask({ kind: 'class', callback, code: callback.class }),
    answerOffer: (offer, answer) => this.#hearOffer(offer, answer),
    next: () => this.#next(),
    arrange: () => this.#arrange(),
    refresh: () => this.#desk.refresh(),
    dismiss: (key) => {
      this.#desk.open?.board.dismiss(key);
      this.#moveFocus(this.#desk.state?.returned.length ? 'returned' : 'heading');
    },
  };

  /** What was said on the telephone. Whose name the list does not know is asked for before a seat is booked. */
  #hearOffer(offer: SeatOffer, answer: OfferAnswer['answer']): void {
    const callback = this.#desk.state?.callbacks.find(({ id }) => id === offer.callback);
    const taker = answer === 'yes' && callback ? emptyTaker(callback) : undefined;
    if (callback && taker) this.#ask({ kind: 'taker', callback, offer, taker });
    else void this.#answerOffer(offer, { answer }, callback);
  }

  async #answerOffer(offer: SeatOffer, answer: OfferAnswer, callback: Callback | undefined): Promise<void> {
    const t = this.#locale.strings;
    const who = callback ? whoIs(t, callback) : t.somebody;
    this.#offerTrouble = undefined;
    try {
      await this.#desk.open?.freedSeats.answer(offer.id, answer);
      this.#tell(offer.callback, t.offerSaid[answer.answer](who), undefined);
      if (answer.answer === 'yes')
        this.#host.dispatchEvent(new CallbackClosedEvent({ callbackId: offer.callback, outcome: 'seatFound' }));
    } catch (error) {
      const { code = 'unexpected' } = error as { code?: string };
      this.#offerTrouble = t.offerRefused[code] ?? t.returnedOther(code);
      this.#host.dispatchEvent(new RelaisErrorEvent({ code }));
    }
    this.#host.requestUpdate();
  }

  async #act(callback: Callback, action: DeskAction): Promise<void> {
    const t = this.#locale.strings;
    const { id } = callback;
    const outcome = OUTCOMES[action.kind];
    // What was done before can no longer be undone by itself, from now on.
    this.#lastUndo = undefined;
    this.#toasts.forget(id);
    if (outcome) this.#leaveRow(id);
    else this.#goTo(id);
    const end = await this.#desk.act(id, action);
    if (end === 'returned') return;
    if (action.kind === 'claim') this.#host.dispatchEvent(new CallbackClaimedEvent({ callbackId: id }));
    if (outcome) this.#host.dispatchEvent(new CallbackClosedEvent({ callbackId: id, outcome }));
    const deed = t.deeds[action.kind](whoIs(t, callback));
    this.#tell(id, end === 'waiting' ? t.sentLater(deed) : deed, this.#undoOf(callback, action));
  }

  /** What takes a deed back: by another, which the log keeps as well. */
  #undoOf({ id, revision, note, class: before }: Callback, action: DeskAction): (() => unknown) | undefined {
    const after = (undoing: DeskAction) => () => this.#undo(id, () => this.#desk.act(id, undoing));
    if (OUTCOMES[action.kind]) {
      const ended = { id, revision: revision + 1 };
      return () => this.#undo(id, () => this.#desk.open?.board.reopen(ended) ?? Promise.resolve('returned'));
    }
    switch (action.kind) {
      case 'claim':
        return after({ kind: 'release' });
      case 'release':
        return after({ kind: 'claim' });
      case 'notReached':
        return after({ kind: 'retract' });
      case 'annotate':
        return after({ kind: 'annotate', note: note ?? '' });
      case 'reclass':
        return after({ kind: 'reclass', class: before });
      default:
        return undefined;
    }
  }

  async #undo(id: string, undo: () => Promise<unknown>): Promise<void> {
    this.#lastUndo = undefined;
    this.#moveFocus(`row-${id}`);
    // The row may have gone from the list meanwhile: then there is nothing to be undone on it.
    await undo().catch(() => undefined);
  }

  #tell(about: string, text: string, undo: (() => unknown) | undefined): void {
    this.#lastUndo = undo;
    this.#toasts.show(this.#locale.strings, { text, undo, about });
  }

  /** A row that ends here goes at once, and the focus to the one that stood below it. */
  #leaveRow(id: string): void {
    const ids = this.#rows.all.map(({ callback }) => callback.id);
    const place = ids.indexOf(id);
    const next = ids[place + 1] ?? ids[place - 1];
    if (this.#focusedRow === id) {
      this.#current = next;
      this.#moveFocus(next === undefined ? 'heading' : `row-${next}`);
    }
    this.#keeper.leave(id);
  }

  #ask(asking: Asking): void {
    this.#dialog.open(asking, `row-${asking.callback.id}`);
  }

  #answer(asking: Asking): void {
    if (asking.kind === 'taker') {
      const { offer, callback, taker } = asking;
      const answer = readTaker(taker);
      if (answer) {
        this.#dialog.close();
        void this.#answerOffer(offer, answer, callback);
      }
      this.#host.requestUpdate();
      return;
    }
    this.#dialog.close();
    const { callback } = asking;
    if (asking.kind === 'note') void this.#act(callback, { kind: 'annotate', note: asking.text.trim() });
    else if (asking.code !== callback.class) void this.#act(callback, { kind: 'reclass', class: asking.code });
  }

  /** Whom the rule wants called next, of those whose call may be taken here. */
  #next(): void {
    this.#release();
    const { order } = this.#rows;
    const rows = new Map(this.#rows.all.map((row) => [row.callback.id, row]));
    const state = this.#desk.state;
    const id = order.find((one) => {
      const row = rows.get(one);
      return row && state && !row.away && canClaim({ state }, row);
    });
    if (id === undefined) this.#live.say(this.#locale.strings.nobodyNext);
    else this.#goTo(id);
  }

  #arrange(): void {
    const row = this.#focusedRow;
    this.#release();
    if (row !== undefined) this.#moveFocus(`row-${row}`);
    this.#live.say(this.#locale.strings.arranged);
  }

  /** The rows move once, though somebody is at them. */
  #release(): void {
    this.#isAsked = true;
    this.#drawNow();
  }

  #goTo(id: string): void {
    this.#current = id;
    this.#moveFocus(`row-${id}`);
  }

  #moveFocus(id: string): void {
    this.#focus.focusTarget = id;
    this.#host.requestUpdate();
  }

  #press = (event: KeyboardEvent): void => {
    const path = event.composedPath();
    const target = path[0];
    if (!(target instanceof Element) || this.#host.view === 'wall' || !this.#desk.open) return;
    const command = commandOf(event, target);
    if (command && this.#obey(command)) event.preventDefault();
  };

  #obey(command: Command): boolean {
    const id = this.#focusedRow;
    if (command.on === 'rows') return this.#walk(command.name, id);
    if (command.on === 'board') {
      if (command.name === 'next') this.#next();
      else if (command.name === 'arrange') this.#arrange();
      else this.#lastUndo?.();
      return true;
    }
    const row = this.#rows.all.find(({ callback }) => callback.id === id);
    return row !== undefined && this.#workAt(row, command.name);
  }

  #workAt(row: Row, name: Extract<Command, { on: 'row' }>['name']): boolean {
    const { callback, isMine } = row;
    const { state } = this.#desk;
    const press = (id: string) => {
      const control = this.#host.shadowRoot?.getElementById(`${id}-${callback.id}`);
      control?.click();
      return control !== null;
    };
    switch (name) {
      case 'claim':
        if (state && canClaim({ state }, row)) this.#calls.act(callback, { kind: 'claim' });
        return true;
      case 'reached':
      case 'missed':
      case 'more':
        return press(name);
      case 'seatFound':
        if (isMine && callback.rank > 0) this.#calls.act(callback, { kind: 'seatFound' });
        return true;
      case 'release':
        if (isMine) this.#calls.act(callback, { kind: 'release' });
        return true;
      case 'annotate':
        if (isMine || !callback.owner) this.#calls.annotate(callback);
        return true;
    }
  }

  /** From row to row; from elsewhere on the board, to the first. */
  #walk(way: 'up' | 'down' | 'first' | 'last', from: string | undefined): boolean {
    const ids = this.#rows.all.map(({ callback }) => callback.id);
    if (from === undefined || ids.length === 0) return false;
    const place = ids.indexOf(from);
    const places = { up: place - 1, down: place + 1, first: 0, last: ids.length - 1 };
    const id = ids[Math.min(Math.max(places[way], 0), ids.length - 1)];
    if (id !== undefined) this.#goTo(id);
    return true;
  }

  #announce({
    added,
    taken,
    ended,
  }: {
    added: readonly Callback[];
    taken: readonly Callback[];
    ended: readonly string[];
  }): void {
    const t = this.#locale.strings;
    const { state } = this.#desk;
    if (this.#host.view === 'wall' || !state) return;
    const row = this.#focusedRow;
    const takenHere = taken.find(({ id, owner }) => id === row && owner?.actor !== state.you?.actor);
    const said: string[] = [];
    if (takenHere) said.push(t.takenHere(takenHere.owner?.name ?? t.colleague));
    if (row !== undefined && ended.includes(row)) said.push(t.endedHere);
    if (added.length > 0) {
      const names = added.map((callback) => className(state.settings, callback.class, this.#language()));
      said.push(t.arrived(added.length, [...new Set(names)].join(', ')));
    }
    if (said.length > 0) this.#live.say(said.join('. '));
  }

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    return html`<div
      class="root"
      part="board"
      lang=${language}
      aria-busy=${this.status === 'loading' ? 'true' : 'false'}
    >
      <div class="stack" @focusin=${this.#enter} @pointerover=${this.#point} @pointerleave=${this.#unpoint}>
        ${this.#renderState(t)}
      </div>
      ${this.#dialog.render(t, (asking) => this.#renderDialog(asking))} ${this.#toasts.render(t)}
      <p class="hidden" role="status">${this.#live.text}</p>
    </div>`;
  }

  #renderState(t: WaitlistStrings): TemplateResult {
    const { open, state, failure } = this.#desk;
    if (!this.#clients.source) return troubleScreen(t, { name: 'misconfigured' }, { retry: this.#desk.refresh });
    const error = state?.error;
    const isClosed = error !== undefined && CLOSING.includes(error.code);
    if (failure !== undefined || state?.status === 'failed' || isClosed) {
      const trouble = troubleOf(failure ?? error, open?.now() ?? Date.now());
      return html`<div class="stack">
        ${troubleScreen(t, trouble, { retry: this.#desk.refresh, signIn: open?.signIn })}
      </div>`;
    }
    if (!open || !state || state.status === 'loading') return loading(t.loading);
    return this.#renderReady(t, open, state);
  }

  #renderReady(t: WaitlistStrings, open: OpenBoard, state: BoardState): TemplateResult {
    const now = open.now();
    this.#rows = this.#keeper.arrange(open.parts, state, now, this.#isHeld && !this.#isAsked);
    this.#isAsked = false;
    const ids = this.#rows.all.map(({ callback }) => callback.id);
    const view: View = {
      t,
      language: this.#language(),
      format: this.#formatOf(t, open),
      open,
      state,
      rows: this.#rows,
      now,
      menu: this.#menu,
      current: this.#current !== undefined && ids.includes(this.#current) ? this.#current : ids[0],
      isLive: this.isLive,
      offerTrouble: this.#offerTrouble,
      calls: this.#calls,
    };
    return this.#host.view === 'wall' ? renderWall(view) : renderBoard(view);
  }

  #formatOf(t: WaitlistStrings, { structure }: OpenBoard): Format {
    const zone = structure?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const key = `${this.#locale.language} ${zone}`;
    if (this.#format?.key !== key) this.#format = { key, format: createFormat(t, this.#locale.language, zone) };
    return this.#format.format;
  }

  #renderDialog(asking: Asking): DialogContent {
    const t = this.#locale.strings;
    const who = whoIs(t, asking.callback);
    const actions = button(t.save, () => this.#answer(asking), 'primary');
    if (asking.kind === 'note') {
      const content = areaField(t, {
        id: 'note',
        label: t.noteLabel,
        help: t.noteHelp,
        value: asking.text,
        longest: 300,
        type: (text) => (asking.text = text),
      });
      return { title: t.noteTitle(who), content, actions };
    }
    if (asking.kind === 'taker') {
      const reasons = this.#desk.open?.structure?.reasons ?? [];
      return { title: t.takerTitle, content: takerFields(t, asking.taker, reasons), actions };
    }
    const classes = this.#desk.state?.settings?.classes ?? [];
    const content = choiceField(t, {
      id: 'class',
      label: t.classLabel,
      options: classes.map(({ code, label }) => ({ value: code, text: label[this.#language()] })),
      chosen: asking.code,
      choose: (code) => {
        asking.code = code;
        this.#host.requestUpdate();
      },
    });
    return { title: t.classTitle(who), content, actions };
  }

  #enter = (): void => {
    const row = this.#focusedRow;
    if (row === undefined || row === this.#current) return;
    this.#current = row;
    this.#host.requestUpdate();
  };

  /** A finger does not stay. */
  #point = ({ target, pointerType }: PointerEvent): void => {
    this.#isPointedAt = pointerType === 'mouse' && target instanceof Element && target.closest('tbody') !== null;
  };

  #unpoint = (): void => {
    this.#isPointedAt = false;
    this.#host.requestUpdate();
  };
}
