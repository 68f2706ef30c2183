import { css } from 'lit';

export const styles = css`
  .file {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    padding: 0.5em;
    border: 1px dashed var(--edge);
    border-radius: calc(var(--radius) * 0.6);
  }
  .file > p {
    flex: 1 1 100%;
    min-inline-size: 0;
    padding-inline: 0.25em;
    overflow-wrap: anywhere;
  }
  .file > .held {
    font-weight: 600;
  }
  .file > .input {
    border: 0;
  }
  .file > .hidden:focus-visible + .button,
  .file:has(> .hidden[readonly]:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .file > .hidden[aria-invalid] + .button {
    border: 2px solid var(--danger);
  }
`;
