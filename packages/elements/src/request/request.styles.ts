import { css } from 'lit';
import { badges } from '../ui/badge.ts';
import { base } from '../ui/base.styles.ts';
import { actions, notice } from '../ui/boxes.styles.ts';
import { fields } from '../ui/fields/fields.styles.ts';

/** In place of those of the shell, which they begin with. */
export const styles = [
  ...base,
  fields,
  css`
    ${actions} ${notice} ${badges}
    .emergency {
      border-color: var(--danger);
    }
    .urgent {
      padding: clamp(16px, 5vw, 32px);
      border: 2px solid var(--danger);
      border-radius: var(--radius);
    }
    .button.call {
      border: 0;
      background: var(--alarm);
      color: var(--on-alarm);
      font-size: 4em;
      line-height: 1.3;
      font-weight: 700;
    }
    .ticket {
      display: grid;
      gap: 0.75em;
      margin: 0;
      padding: 1em;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--raised);
    }
    .ticket dt {
      color: var(--quiet);
      font-size: 0.875em;
    }
    .ticket dd {
      margin: 0;
      font-weight: 650;
    }
  `,
];
