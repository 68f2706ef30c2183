import { css } from 'lit';
import { actions, notice } from '../../ui/boxes.styles.ts';

/** The screens after the first one. */
export const styles = css`
  h2 small {
    font-size: 0.5833em;
    font-weight: 500;
    letter-spacing: 0;
    margin-block-end: 0.25em;
  }
  h2 small:empty {
    display: none;
  }
  h3 {
    font-size: 1.125em;
    line-height: 1.35;
    font-weight: 650;
  }
  h4 {
    margin: 0;
    padding-block: 0.5em;
    border-block-end: 1px solid var(--line);
    font-size: 1em;
    font-weight: 650;
  }
  /* On a line of its own: a count that changes must not change where the line breaks. */
  small {
    display: block;
    font-size: 0.875em;
    font-weight: 400;
  }
  .tight {
    gap: 0.5em;
  }
  ${actions}
  .badge {
    justify-self: start;
    padding: 0.25em 0.75em;
    border: 1px dashed var(--edge);
    border-radius: 1em;
    font-size: 0.875em;
    color: var(--quiet);
  }
  ${notice}

  /* Checklist */
  legend {
    padding: 0;
    font-weight: 650;
  }
  .check {
    display: flex;
    gap: 0.75em;
    align-items: flex-start;
    min-block-size: 44px;
    padding: 0.7em 0.5em;
    border-radius: var(--radius);
    cursor: pointer;
  }
  li + li > .check {
    border-start-start-radius: 0;
    border-start-end-radius: 0;
    border-block-start: 1px solid var(--line);
  }
  .check:has(:checked) {
    background: var(--raised);
  }
  input[type='checkbox'] {
    flex: none;
    inline-size: 1.4em;
    block-size: 1.4em;
    margin: 0.05em 0 0;
    accent-color: var(--accent);
  }
  .urgent {
    padding: clamp(16px, 5vw, 32px);
    border-radius: var(--radius);
    border: 2px solid var(--danger);
  }
  .button.call {
    min-block-size: 0;
    border: 0;
    background: var(--alarm);
    color: var(--on-alarm);
    font-size: 4em;
    line-height: 1.3;
    font-weight: 700;
  }

  /* Choices one press takes */
  .choices {
    display: grid;
    gap: 0.5em;
  }
  .choice {
    inline-size: 100%;
    flex-direction: column;
    align-items: flex-start;
    gap: 0;
    padding: 0.8em 1em;
    color: inherit;
    font-weight: 500;
    text-align: start;
  }

  /* Slots */
  details {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding-inline: 1em;
  }
  summary {
    padding-block: 0.7em;
    font-weight: 600;
    color: var(--accent);
    cursor: pointer;
  }
  details > div {
    padding-block-end: 1em;
  }
  /* Beside the marker, not below it. */
  summary h4 {
    display: inline-block;
    vertical-align: top;
    max-inline-size: calc(100% - 2em);
  }
  .site {
    display: grid;
    gap: 0.5em;
  }
  .slots {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(5.5em, 1fr));
    gap: 0.5em;
  }
  /* High enough for a second line where there is none yet, so that « complet » moves nothing. */
  .slot {
    flex-direction: column;
    gap: 0;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: max(44px, 3.5em);
    padding: 0.4em;
    line-height: 1.3;
  }
  .slot[data-left]::after {
    content: attr(data-left);
    color: var(--quiet);
    font-size: 0.875em;
    font-weight: 400;
  }
  .slot[aria-disabled] {
    border-style: dashed;
    color: var(--quiet);
    text-decoration: none;
    cursor: default;
  }

  /* The held seat, the booking */
  .ticket {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25em;
    padding: 1em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .ticket dt {
    color: var(--quiet);
    font-size: 0.875em;
  }
  dl.ticket {
    gap: 0.75em;
  }
  .ticket s {
    display: grid;
    gap: inherit;
  }
  .when {
    font-size: 1.25em;
    line-height: 1.3;
    font-weight: 650;
  }
  h4 span {
    display: inline-block;
  }
  h4 small {
    font-variant-numeric: tabular-nums;
  }
  h4 span::first-letter,
  .when::first-letter {
    text-transform: uppercase;
  }
  /* Room for the second line that « 4 min 59 s » needs on a telephone and « 4 min » does not: nothing below may jump. */
  .countdown {
    min-block-size: 2lh;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    color: var(--accent);
  }
  @media (width > 30em) {
    .countdown {
      min-block-size: 0;
    }
  }
  .aside {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.5em;
  }
  .said {
    align-items: center;
  }
  .reference {
    font:
      600 1.125em/1.4 ui-monospace,
      'Cascadia Mono',
      Menlo,
      monospace;
    letter-spacing: 0.05em;
  }
  .setting {
    display: block;
    margin-block-start: 0.25em;
    font:
      0.9375em/1.5 ui-monospace,
      'Cascadia Mono',
      Menlo,
      monospace;
    overflow-wrap: anywhere;
    -webkit-user-select: all;
    user-select: all;
  }
  .done {
    display: grid;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    border-radius: 50%;
    border: 2px solid var(--success);
    color: var(--success);
    font-size: 1.25em;
    font-weight: 700;
  }

  /* Form */
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 1em;
    align-items: end;
  }
  .field {
    display: grid;
    gap: 0.25em;
  }
  label,
  .field strong {
    font-weight: 600;
  }
  .check,
  .check span {
    font-weight: 400;
  }
  .field input,
  select {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0.5em 0.75em;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) * 0.6);
    background: var(--ground);
    color: inherit;
    font: inherit;
  }
  [aria-invalid] {
    border-width: 2px;
    border-color: var(--danger);
  }
  .fault {
    color: var(--danger);
    font-weight: 600;
  }
  [aria-busy] button {
    cursor: progress;
  }
  [aria-busy] .primary {
    opacity: 0.7;
  }

  @media print {
    button,
    .button,
    a,
    .done {
      display: none;
    }
  }
`;
