import { css } from 'lit';

export const about = css`
  .facts {
    display: grid;
    gap: 0.5em;
  }
  .facts > div {
    display: grid;
    gap: 0 1em;
    grid-template-columns: minmax(9em, 1fr) 2fr;
  }
  .facts dt {
    color: var(--quiet);
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .facts dd + dd {
    grid-column: -2;
  }
  .dialog {
    inline-size: min(46em, calc(100vw - 2em));
  }
  .lines {
    max-inline-size: 100%;
    overflow-x: auto;
  }
  .lines td {
    text-align: start;
  }
  /* No word in two for want of room: what does not fit is scrolled to. */
  .lines :is(th, td) {
    overflow-wrap: normal;
  }
  .lines tbody th {
    white-space: nowrap;
  }
  .lines thead th + th {
    text-align: start;
  }
  @media (width <= 40em) {
    .facts > div {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
