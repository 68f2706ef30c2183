import { nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { html } from '../html.ts';

export interface MenuItem {
  readonly label: string;
  readonly press: () => unknown;
  /** Cannot be undone: said by its words, and drawn apart. */
  readonly isDanger?: boolean | undefined;
}

/**
 * Owns: which menu of its host is open, and the keys in it: arrows, Home, End, a letter, Escape. For actions on one thing that are too many to
 * stand beside it, or too seldom wanted; two or three are better as buttons. The host owns what they do.
 */
export class MenuController implements ReactiveController {
  readonly #host: ReactiveElement;
  #open: string | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pointerdown', this.#pressElsewhere);
  }

  hostDisconnected(): void {
    removeEventListener('pointerdown', this.#pressElsewhere);
    this.#open = undefined;
  }

  /** Id of the menu that is open. */
  get shown(): string | undefined {
    return this.#open;
  }

  /** `of`: what it is about, where several of one label stand side by side. `id`: unique in the host. */
  render(id: string, label: string, items: readonly MenuItem[], of?: string): TemplateResult {
    const isOpen = this.#open === id;
    return html`<div class="menu" data-menu=${id} @focusout=${this.#leave}>
      <button
        type="button"
        id=${id}
        aria-haspopup="menu"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls=${isOpen ? `${id}-items` : nothing}
        aria-label=${of ? `${label}, ${of}` : nothing}
        @click=${() => (isOpen ? this.#close() : this.#show(id, 0))}
        @keydown=${(event: KeyboardEvent) => this.#pressOnButton(id, event)}
      >
        <span>${label}</span> <span aria-hidden="true" translate="no">▾</span>
      </button>
      ${isOpen ? this.#renderItems(id, items) : nothing}
    </div>`;
  }

  #renderItems(id: string, items: readonly MenuItem[]): TemplateResult {
    return html`<ul role="menu" id="${id}-items" aria-labelledby=${id} @keydown=${this.#pressInMenu}>
      ${items.map(
        ({ label, press, isDanger }) =>
          html`<li role="none">
            <button
              type="button"
              role="menuitem"
              tabindex="-1"
              class=${isDanger ? 'danger' : ''}
              @click=${() => this.#choose(press)}
            >
              ${label}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #show(id: string, place: number): void {
    this.#open = id;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#items.at(place)?.focus());
  }

  /** `keepsFocus`: the focus is elsewhere already. */
  #close(keepsFocus = false): void {
    const id = this.#open;
    this.#open = undefined;
    this.#host.requestUpdate();
    if (id && !keepsFocus) this.#host.shadowRoot?.getElementById(id)?.focus();
  }

  /** The button has the focus before the action moves it where it likes. */
  #choose(press: () => unknown): void {
    this.#close();
    press();
  }

  get #items(): HTMLElement[] {
    const menu = this.#host.shadowRoot?.getElementById(`${this.#open ?? ''}-items`);
    return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  }

  #pressOnButton(id: string, event: KeyboardEvent): void {
    const place = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (place === undefined) {
      if (event.key === 'Escape' && this.#open) this.#close();
      return;
    }
    event.preventDefault();
    this.#show(id, place);
  }

  #pressInMenu = (event: KeyboardEvent): void => {
    const items = this.#items;
    const place = items.indexOf(this.#host.shadowRoot?.activeElement as HTMLElement);
    const places: Partial<Record<string, number>> = {
      ArrowDown: (place + 1) % items.length,
      ArrowUp: (place - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.#close();
    } else {
      const next = items[places[event.key] ?? placeOfLetter(items, place, event)];
      if (!next) return;
      next.focus();
    }
    event.preventDefault();
  };

  /** Tab leaves the menu, which closes behind. */
  #leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && !(currentTarget as Node).contains(relatedTarget)) this.#close(true);
  };

  #pressElsewhere = (event: Event): void => {
    if (!this.#open) return;
    const menu = this.#host.shadowRoot?.querySelector(`[data-menu="${CSS.escape(this.#open)}"]`);
    if (menu && !event.composedPath().includes(menu)) this.#close(true);
  };
}

/** The next item that begins with the letter pressed. */
function placeOfLetter(
  items: readonly HTMLElement[],
  place: number,
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
): number {
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return -1;
  const starts = (item: HTMLElement): boolean => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase());
  const following = [...items.slice(place + 1), ...items.slice(0, place + 1)].find(starts);
  return following ? items.indexOf(following) : -1;
}
