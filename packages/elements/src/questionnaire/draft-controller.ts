import { localeOf } from '@relais/sdk/locale';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';
import { createDrafts, type Draft, type DraftAuthor, type Drafts } from '@relais/sdk/questionnaire/drafts';
import { nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { Consumer } from '../ui/consumer.ts';
import { sessionContext } from '../ui/contexts.ts';
import { html } from '../ui/html.ts';
import type { Session } from '../ui/session.ts';
import { QuestionnaireDraftEvent } from './questionnaire-events.ts';
import type { View } from './view/types.ts';
import type { Screen, Surroundings } from './screen/screen.ts';

/** How long nothing has to change before a draft is saved. */
const PAUSE_MILLISECONDS = 500;

/** What the controller asks of its element. */
export interface DraftHost extends ReactiveElement {
  readonly response: QuestionnaireResponse | undefined;
  readonly readonly: boolean;
  /** Opens the form anew, without its draft. */
  reset(): Promise<void>;
}

/** Nobody gives a session: a patient's page. */
const NOBODY: Session = {};
/** One for each session of the page, so that what one element saves last the next finds. Whose they are is asked at each use. */
const ownDrafts = new WeakMap<Session, Drafts>();

function draftsOf(session: Session = NOBODY): Drafts {
  const drafts = ownDrafts.get(session) ?? createDrafts(session);
  ownDrafts.set(session, drafts);
  return drafts;
}

interface Wanted {
  readonly key: string;
  readonly drafts: Drafts | undefined;
  /** Whether it is to be resumed, or only written. */
  readonly isWanted: boolean;
}

interface Place {
  readonly key: string;
  /** The form, without its version; empty when it says no name. */
  readonly questionnaire: string;
  readonly drafts: Drafts;
  /** Who the form was opened for; undefined until that is known, and for good when the host could not say. */
  author?: DraftAuthor;
}

/**
 * Owns: the draft of the form that is open — when it is resumed and saved, and what the person is told of it. The element owns
 * the form, its answers and the key.
 */
export class DraftController implements ReactiveController, Surroundings {
  readonly #host: DraftHost;
  readonly #screen: Screen;
  readonly #session;
  #place: Place | undefined;
  #resumed: Draft | undefined;
  #isOpen = false;
  #isDirty = false;
  #state: 'none' | 'saved' | 'discarded' | 'failed' = 'none';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: DraftHost, screen: Screen) {
    this.#host = host;
    this.#screen = screen;
    this.#session = new Consumer(host, sessionContext);
    screen.around = this;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#saveNow);
    document.addEventListener('visibilitychange', this.#saveNow);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#saveNow);
    document.removeEventListener('visibilitychange', this.#saveNow);
    this.#saveNow();
  }

  /** The form that was open goes; what has not been saved of it is saved first. */
  leave(): void {
    this.#saveNow();
    this.#place = this.#resumed = undefined;
    this.#isOpen = false;
    this.#state = 'none';
  }

  /** Where the form that is about to open keeps its draft; gives that draft when it is wanted. Never rejects. */
  async resume(
    source: unknown,
    { key, drafts = draftsOf(this.#session.value), isWanted }: Wanted,
  ): Promise<QuestionnaireResponse | undefined> {
    const questionnaire = canonicalOf(source);
    const place: Place = { key, questionnaire, drafts };
    this.#place = place;
    try {
      place.author = { person: await drafts.person() };
      const draft = isWanted ? await drafts.load(key, questionnaire, place.author) : undefined;
      if (place === this.#place) this.#resumed = draft;
      return draft?.response;
    } catch {
      return undefined;
    }
  }

  /** The form is open. */
  opened({ t, form }: View): void {
    this.#isOpen = true;
    if (!this.#resumed) return;
    this.#screen.say(t.draftResumed(whenOf(this.#resumed, form.language)));
    this.#host.dispatchEvent(new QuestionnaireDraftEvent('resumed'));
  }

  changed(): void {
    if (!this.#isOpen || !this.#place) return;
    this.#isDirty = true;
    this.#saveIn(PAUSE_MILLISECONDS);
  }

  /** A field has been left: a page that is closed by its button or a link does not last the pause. */
  committed(): void {
    if (this.#isDirty) this.#saveIn(0);
  }

  #saveIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), milliseconds);
  }

  /** Whether the answers on the screen began as a draft. */
  get isResumed(): boolean {
    return this.#resumed !== undefined;
  }

  /**
   * The person has finished: the draft goes once the host has saved the response, when it says that it is saving it. Until
   * then, and when that fails, the finished response is the draft.
   */
  async finish(saved: Promise<unknown> | undefined): Promise<void> {
    if (!saved) return this.discard();
    const place = this.#place;
    const [draft, isSaved] = await Promise.all([
      this.#save(),
      saved.then(
        () => true,
        () => false,
      ),
    ]);
    if (!isSaved || !place) return;
    // What has been answered since stays, on this screen or another.
    if (place === this.#place && this.#isDirty) return;
    const kept = await load(place).catch(() => undefined);
    if (draft && kept && kept.savedAt !== draft.savedAt) return;
    if (place === this.#place) await this.discard();
    else await this.#erase(place);
  }

  /** Erases the draft, and what has not been saved of it. */
  async discard(): Promise<void> {
    const place = this.#place;
    clearTimeout(this.#timer);
    this.#isDirty = false;
    this.#resumed = undefined;
    this.#state = 'none';
    this.#host.requestUpdate();
    if (place) await this.#erase(place);
  }

  async #erase(place: Place): Promise<void> {
    try {
      await place.drafts.discard(place.key, place.questionnaire, authorOf(place));
      this.#note(place, 'discarded');
    } catch {
      this.#note(place, 'failed');
    }
  }

  /**
   * For pages that live on: hidden, or kept to be gone back to. One that is closed is over before anything is encrypted, and
   * loses what was typed in the last half second.
   */
  #saveNow = ({ type }: Partial<Event> = {}): void => {
    if (type === 'visibilitychange' && !document.hidden) return;
    if (this.#isDirty) void this.#save();
  };

  async #save(): Promise<Draft | undefined> {
    const place = this.#place;
    const { response } = this.#host;
    clearTimeout(this.#timer);
    this.#isDirty = false;
    if (!place || !response) return undefined;
    // A form without a name is not given that of a response it resumed.
    const questionnaire = place.questionnaire ? response.questionnaire : '';
    try {
      const draft = await place.drafts.save(place.key, { response, questionnaire }, authorOf(place));
      this.#note(place, place.drafts.persistent ? 'saved' : 'failed');
      return draft;
    } catch {
      this.#note(place, 'failed');
      return undefined;
    }
  }

  /** A failure is said once, not at every pause in the writing. */
  #note(place: Place, state: 'saved' | 'discarded' | 'failed'): void {
    if (place === this.#place) {
      const { view } = this.#screen;
      if (state === 'failed' && this.#state !== 'failed' && view) this.#screen.say(view.t.draftFailed);
      this.#state = state;
      this.#host.requestUpdate();
    }
    this.#host.dispatchEvent(new QuestionnaireDraftEvent(state));
  }

  above(view: View): TemplateResult | typeof nothing {
    if (this.#state === 'failed') return html`<p class="notice draft" part="notice">${view.t.draftFailed}</p>`;
    return this.#resumed ? this.#renderResumed(view, this.#resumed) : nothing;
  }

  below({ t }: View): TemplateResult | typeof nothing {
    return this.#state === 'saved' ? html`<p class="quiet draft">${t.draftSaved}</p>` : nothing;
  }

  #renderResumed(view: View, draft: Draft): TemplateResult {
    const { t, form } = view;
    const hasChanged = form.diagnostics.some(({ code }) => code === 'version-changed');
    return html`<div class="notice draft stack" part="notice">
      <p>${t.draftResumed(whenOf(draft, form.language))} ${hasChanged ? t.draftVersion : nothing}</p>
      ${
        this.#host.readonly
          ? nothing
          : html`<button type="button" class="link" part="action" @click=${this.#startOver}>${t.draftDiscard}</button>`
      }
    </div>`;
  }

  /** The button that was pressed goes with the draft: the focus goes where the form begins. */
  #startOver = async (): Promise<void> => {
    await this.#host.reset();
    this.#host.focus();
  };
}

/** A form that the host could name nobody for keeps no draft: whoever it names later may be somebody else. */
function authorOf({ author }: Place): DraftAuthor {
  if (!author) throw new Error('Nothing said who the form was opened for');
  return author;
}

async function load(place: Place): Promise<Draft | undefined> {
  return place.drafts.load(place.key, place.questionnaire, authorOf(place));
}

/** What a response to this form says it answers, without the version. */
function canonicalOf(source: unknown): string {
  try {
    const { url, id } = (typeof source === 'string' ? JSON.parse(source) : source) as Partial<Record<string, string>>;
    return url ? url.split('|')[0]! : id ? `Questionnaire/${id}` : '';
  } catch {
    // What is no form keeps no draft either.
    return '';
  }
}

/** « 9 novembre 2026 à 08:30 » */
function whenOf({ savedAt }: Draft, language: string): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'short' });
  return format.format(savedAt);
}
