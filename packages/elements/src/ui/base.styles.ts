import { css } from 'lit';
import { density } from './density.styles.ts';
import { tokens } from './tokens.styles.ts';

/**
 * The box of an element and what stands in all of them. `all: initial` on an inner box cuts every inherited property of the page, which rules on `:host`
 * could not, since the page's win there. What a page hides or makes deaf stays so: these are taken back from it.
 * Sizes are in `em` of `medium`, the reader's own size: `rem` would follow pages that set `html { font-size: 62.5% }`.
 */
export const base = [
  density,
  tokens,
  css`
    :host {
      display: block;
    }
    /* The page's own rule for every element's pseudo-elements draws on the host, too. */
    :host::before,
    :host::after {
      content: none !important;
    }
    :host([hidden]) {
      display: none;
    }
    .root {
      all: initial;
      /* All but these two, which “all” leaves alone: the way of writing is that of the language spoken in here, not of the page. */
      direction: ltr;
      unicode-bidi: isolate;
      visibility: inherit;
      pointer-events: inherit;
      color-scheme: var(--relais-color-scheme, inherit);
      display: block;
      max-inline-size: var(--relais-max-inline-size, 42em);
      padding: clamp(16px, 4vw, 2 * var(--space));
      border: 1px solid var(--line);
      border-radius: calc(var(--radius) * 1.6);
      background: var(--ground);
      color: var(--ink);
      font: medium / calc(1.2 + 0.3 * var(--scale)) var(--relais-font-family, system-ui, sans-serif);
      /* The one name that all engines know. */
      -webkit-text-size-adjust: 100%;
      overflow-wrap: break-word;
      text-underline-offset: 0.15em;
      text-wrap: pretty;
    }
    /* Those that a page may bring (“languages” of the provider). */
    .root:is(:lang(ar), :lang(fa), :lang(he), :lang(ur)) {
      direction: rtl;
    }
    /* Not the box itself: “medium” cannot be reckoned with. */
    :where(.root > *) {
      font-size: calc(0.65em + 0.35em * var(--scale));
    }
    .root,
    .root *,
    .root ::before,
    .root ::after {
      box-sizing: border-box;
    }
    h1,
    h2,
    h3,
    p,
    ul,
    dl,
    dt,
    dd,
    legend,
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
      min-inline-size: 0;
    }
    ul {
      list-style: none;
    }
    .stack {
      display: grid;
      gap: var(--space);
      grid-template-columns: minmax(0, 1fr);
    }
    h2 {
      font-size: 1.5em;
      line-height: 1.25;
      font-weight: 650;
      letter-spacing: -0.01em;
      text-wrap: balance;
      scroll-margin-block-start: 1em;
    }
    h2:focus {
      outline: none;
    }
    .quiet {
      color: var(--quiet);
    }
    a {
      color: var(--accent);
      font-weight: 600;
    }
    button,
    .button {
      display: inline-flex;
      place-content: center;
      place-items: center;
      gap: 0.5em;
      min-block-size: var(--control);
      margin: 0;
      padding: var(--pad) calc(2.5 * var(--pad));
      border: 1px solid var(--edge);
      border-radius: var(--radius);
      background: transparent;
      color: var(--accent);
      font: inherit;
      font-weight: 600;
      text-align: center;
      text-decoration: none;
      cursor: pointer;
      touch-action: manipulation;
    }
    .primary {
      inline-size: 100%;
      padding-block: 0.8em;
      border-color: transparent;
      background: var(--accent);
      color: var(--on-accent);
    }
    .link {
      justify-self: start;
      padding-inline: 0;
      border-color: transparent;
      text-align: start;
      text-decoration: underline;
    }
    @media (hover: hover) {
      button:hover,
      .button:hover {
        border-color: var(--accent);
        text-decoration: underline;
      }
    }
    :focus-visible {
      outline: 3px solid var(--accent);
      outline-offset: 2px;
    }
    .hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .bones {
      min-block-size: 24em;
      align-content: start;
    }
    .bones i {
      block-size: var(--control);
      border-radius: var(--radius);
      background: var(--raised);
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
    @media (prefers-reduced-motion: no-preference) {
      .bones i {
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
    }
  `,
];
