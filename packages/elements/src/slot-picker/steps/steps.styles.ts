import { css } from 'lit';
import { badges } from '../../ui/badge.ts';
import { fields } from '../../ui/fields/fields.styles.ts';
import { flow } from '../../ui/flow/flow.styles.ts';

/** The screens after the first one. */
export const styles = css`
  ${flow}
  ${fields}
  h4 {
    margin: 0;
    padding-block: 0.5em;
    border-block-end: 1px solid var(--line);
    font-size: 1em;
    font-weight: 650;
  }
  .tight {
    gap: 0.5em;
  }
  ${badges}

  /* Checklist */
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

  @media print {
    button,
    .button,
    a,
    .done {
      display: none;
    }
  }
`;
