import { css, unsafeCSS } from 'lit';

/** Widths below which a table becomes cards, in `em`. */
const WIDTHS = [18, 24, 30, 36, 44, 54, 66, 80, 100];

/** The class of a table that needs this much room. */
export function widthClass(width: number): string {
  return `from-${WIDTHS.find((one) => one >= width) ?? WIDTHS.at(-1) ?? ''}`;
}

const table = css`
  .tabled {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6em;
  }
  .table-box {
    container-type: inline-size;
  }
  table[role] {
    inline-size: 100%;
    border-collapse: collapse;
  }
  caption {
    padding-block-end: 0.6em;
    font-size: 1.15em;
    line-height: 1.3;
    font-weight: 650;
    text-align: start;
  }
  caption.hidden {
    padding: 0;
  }
  caption > div {
    padding-block-start: 0.3em;
    font-size: 0.87em;
    font-weight: 400;
  }
  [role='cell'],
  [role='columnheader'],
  [role='rowheader'] {
    padding: 0.5em 0.4em;
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
  }
  [role='columnheader'] {
    font-weight: 600;
    vertical-align: bottom;
  }
  thead {
    border-block-end: 2px solid var(--edge);
  }
  tbody > [role='row'] {
    border-block-end: 1px solid var(--line);
    scroll-margin-block: 1em;
  }
  .column-name {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .fields .place {
    inline-size: 2em;
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  .single :is(thead td:first-child, .place) {
    inline-size: 0;
    padding: 0;
  }
  .fields .place .number {
    display: inline-block;
    padding-block: 0.6em;
  }
  .fields .card-name {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .fields [role='rowheader']:not(.place) {
    padding-block-start: 1em;
    font-weight: 600;
  }
  .fields .input.short {
    inline-size: 100%;
    min-inline-size: 4.5em;
  }
  .fields :is(.with-unit, .with-button) {
    flex-wrap: nowrap;
  }
  .fields .with-button .input {
    min-inline-size: 7.2em;
  }
  .fields [role='cell'] > .field {
    min-inline-size: 7.5em;
  }
  .choices [role='rowheader'] {
    inline-size: 34%;
    padding-block-start: 0.9em;
  }
  .choices .apart [role='rowheader'] {
    font-weight: 600;
  }
  .choices [role='columnheader'],
  .choices:not(.apart) tr:not(.apart) > [role='cell'] {
    text-align: center;
  }
  .choices tr:not(.apart) .option {
    justify-content: center;
    padding: 0.6em;
  }
  .choices tr:not(.apart) .option > span {
    display: none;
  }
  .choices.apart thead {
    display: none;
  }
`;

/** A row as a card: what it is about on top, then each answer under its name. */
const cards = css`
  thead {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  &,
  caption,
  tbody,
  [role='row'],
  [role='cell'],
  [role='rowheader'] {
    display: block;
  }
  tbody {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }
  tbody > [role='row'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6em;
    padding: 0.9em 1em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  [role='row'] > [role='cell'],
  [role='row'] > [role='rowheader'] {
    inline-size: auto;
    padding: 0;
  }
  [role='row'] > .empty {
    display: none;
  }
  [role='rowheader'],
  .place {
    font-weight: 600;
  }
  [role='cell'] > .field {
    min-inline-size: 0;
  }
  .place .number {
    display: none;
  }
  .card-name,
  .column-name {
    position: static;
    display: block;
    inline-size: auto;
    block-size: auto;
    clip-path: none;
    white-space: normal;
  }
  .column-name {
    font-weight: 600;
  }
  .input.short {
    inline-size: min(100%, 12em);
  }
  tr:not(.apart) > [role='cell'] {
    text-align: start;
  }
  tr:not(.apart) .option {
    justify-content: start;
    padding: 0.6em 0.4em;
  }
  tr:not(.apart) .option > span {
    display: inline;
  }
  &.choices tbody > [role='row'] {
    gap: 0.15em;
  }
`;

export const styles = css`
  ${table}
  ${unsafeCSS(
    WIDTHS.map((width) => `@container (inline-size < ${width}em) { .tabled .from-${width} { ${cards.cssText} } }`).join(
      '',
    ),
  )}
`;
