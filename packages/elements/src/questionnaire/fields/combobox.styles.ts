import { css } from 'lit';
import { styles as typed } from './typed.styles.ts';

export const styles = css`
  ${typed}
  .combobox {
    position: relative;
    display: flex;
    gap: 0.5em;
  }
  .combobox > .input {
    flex: 1 1 auto;
    min-inline-size: 0;
    text-overflow: ellipsis;
  }
  .popup {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0.25em;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) * 0.6);
    background: var(--ground);
    color: var(--ink);
    box-shadow: 0 6px 24px rgb(0 0 0 / 25%);
  }
  .popup ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }
  .popup li {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-block-size: var(--control);
    padding: 0.4em 0.75em;
    border-radius: calc(var(--radius) * 0.4);
    cursor: pointer;
  }
  .popup p {
    padding: 0.6em 0.75em;
  }
  .popup [aria-selected='true'] {
    font-weight: 650;
  }
  .popup [aria-selected='true']::after {
    content: '✓' / '';
    margin-inline-start: auto;
    color: var(--accent);
  }
  .popup [aria-disabled] {
    color: var(--quiet);
    cursor: default;
  }
  .popup .active {
    background: var(--accent);
    color: var(--on-accent);
  }
  .popup .active::after {
    color: inherit;
  }
  @media (hover: hover) {
    .popup li:hover:not(.active) {
      background: var(--raised);
    }
  }
  .remove {
    min-inline-size: var(--control);
    padding: var(--pad);
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em;
  }
  .chosen li {
    display: inline-flex;
    align-items: center;
    gap: 0.25em;
    max-inline-size: 100%;
    min-block-size: var(--control);
    padding-inline: 0.9em 0.1em;
    border: 1px solid var(--line);
    border-radius: 22px;
    background: var(--raised);
  }
  .chosen li:not(:has(button)) {
    padding-inline-end: 0.9em;
  }
  .chosen .remove {
    border-color: transparent;
    border-radius: 50%;
  }
  @media (forced-colors: active) {
    .popup .active {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
