import { css } from 'lit';

export const styles = css`
  .root {
    container-type: inline-size;
  }
  h4,
  dl,
  dd,
  ol {
    margin: 0;
    padding: 0;
  }
  h4 {
    font-size: 1em;
  }
  .weeks {
    list-style: none;
  }
  .beside {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(1.5 * var(--space));
    align-items: start;
  }
  .cards,
  .lines,
  .weeks {
    display: grid;
    gap: var(--space);
  }
  .card {
    display: grid;
    gap: 0.5em;
    padding: var(--space);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .lines li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0.25em 1em;
    padding-block: 0.25em;
    border-block-end: 1px solid var(--line);
  }
  .lines .badge {
    align-self: center;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8em, 1fr));
    gap: var(--space);
    align-items: start;
  }
  .preview summary {
    cursor: pointer;
  }
  .preview summary h3 {
    display: inline;
  }
  .weeks {
    margin-block-start: var(--space);
  }
  .weeks dl {
    display: grid;
    gap: 0.5em;
    margin-block-start: 0.5em;
  }
  .weeks dt {
    font-weight: 600;
  }
  .weeks li li {
    font-size: 0.9375em;
  }
  @container (width > 48em) {
    .beside {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
    .preview {
      position: sticky;
      inset-block-start: 0;
      max-block-size: 100vh;
      overflow: auto;
      padding: var(--space);
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
  }
`;
