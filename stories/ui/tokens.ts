import { css, LitElement, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import calm from '../../packages/elements/themes/calm.css?raw';
import contrast from '../../packages/elements/themes/contrast.css?raw';
import dark from '../../packages/elements/themes/dark.css?raw';
import { base } from '../../packages/elements/src/ui/base.styles.ts';
import { html } from '../../packages/elements/src/ui/html.ts';
import { signals } from '../../packages/elements/src/ui/signals.styles.ts';
import './desk.ts';

/** The themes as a page links them; here they set a part of it, and not its root. */
const THEMES = { calm: sheetOf(calm), contrast: sheetOf(contrast), dark: sheetOf(dark) } as const;

export type ThemeName = keyof typeof THEMES | 'none';
export type Shown = 'tokens' | 'parts';

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text.replace(':root', ':host'));
  return sheet;
}

/** What a host may set, by the names our styles have for it. */
const COLOURS = {
  'color-text': '--ink',
  'color-text-quiet': '--quiet',
  'color-accent': '--accent',
  'color-danger': '--danger',
  'color-success': '--success',
  'color-warning': '--warning',
  'color-on-accent': '--on-accent',
  'color-on-alarm': '--on-alarm',
  'color-surface': '--ground',
  'color-surface-raised': '--raised',
  'color-alarm': '--alarm',
} as const;
type Colour = keyof typeof COLOURS;

const INKS: readonly Colour[] = [
  'color-text',
  'color-text-quiet',
  'color-accent',
  'color-danger',
  'color-success',
  'color-warning',
];

/** What is read on what. */
const PAIRS: readonly (readonly [ink: Colour, ground: Colour])[] = [
  ...INKS.map((ink) => [ink, 'color-surface'] as const),
  ...INKS.map((ink) => [ink, 'color-surface-raised'] as const),
  ['color-on-accent', 'color-accent'],
  ['color-on-alarm', 'color-alarm'],
];

const samples = PAIRS.map(
  ([ink, ground], place) =>
    `.sample:nth-of-type(${place + 1}) { color: var(${COLOURS[ink]}); background: var(${COLOURS[ground]}); }`,
);

/** What a host may set, as pictures, and the shared parts in it. Without a theme the page's `color-scheme` decides. */
export class StoryTokens extends LitElement {
  static override properties = { theme: {}, scheme: {}, shows: {} };
  static override styles = [
    base,
    signals,
    css`
      .root {
        padding: var(--space);
        background: var(--ground);
        color: var(--ink);
      }
      .samples {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(16em, 100%), 1fr));
        gap: var(--space);
      }
      .sample {
        margin: 0;
        padding: var(--pad);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow-wrap: anywhere;
      }
      ${unsafeCSS(samples.join('\n'))}
      code {
        display: inline-block;
      }
      .edged {
        padding: var(--space);
        border: 2px solid var(--edge);
        border-radius: var(--radius);
      }
      .middle {
        --relais-density: 0.5;
      }
      .compact {
        --relais-density: 1;
      }
    `,
  ];

  declare theme: ThemeName;
  declare scheme: 'light' | 'dark';
  declare shows: Shown;

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.style.colorScheme = this.scheme;
    if (!changed.has('theme')) return;
    const root = this.renderRoot as ShadowRoot;
    const ours = root.adoptedStyleSheets.filter((sheet) => !Object.values(THEMES).includes(sheet));
    root.adoptedStyleSheets = this.theme === 'none' ? ours : [THEMES[this.theme], ...ours];
  }

  protected override render(): TemplateResult {
    if (this.shows === 'parts') return html`<relais-story-desk shows="all" language="fr"></relais-story-desk>`;
    return html`<div class="root stack">
      <h2>Couleurs</h2>
      <div class="samples">
        ${PAIRS.map(
          ([ink, ground]) =>
            html`<p class="sample"><code>--relais-${ink}</code> sur <code>--relais-${ground}</code></p>`,
        )}
      </div>
      <h2>Traits, arrondi, densité</h2>
      <p class="edged">
        <code>--relais-color-border-control</code> borde ce qui se presse ou se remplit,
        <code>--relais-color-border</code> sépare ; <code>--relais-radius</code> arrondit.
      </p>
      ${['comfortable', 'middle', 'compact'].map(
        (density, place) =>
          html`<div class=${density}>
            <div class="root stack">
              <button type="button">--relais-density: ${place / 2}</button>
            </div>
          </div>`,
      )}
      <h2>Police, mouvement</h2>
      <p>
        <code>--relais-font-family</code> ; la taille est celle de la page. Seul bouge ce qui se charge, et rien pour
        qui demande moins de mouvement.
      </p>
    </div>`;
  }
}
customElements.define('relais-story-tokens', StoryTokens);
