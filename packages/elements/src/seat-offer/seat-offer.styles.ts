import { css } from 'lit';
import { base } from '../ui/base.styles.ts';
import { actions, notice } from '../ui/boxes.styles.ts';
import { fields } from '../ui/fields/fields.styles.ts';

/** In place of those of the shell, which they begin with. */
export const styles = [
  ...base,
  fields,
  css`
    ${actions} ${notice}
    .ticket {
      display: grid;
      gap: 0.75em;
      padding: 1em 1.25em;
      border-radius: var(--radius);
      background: var(--raised);
    }
    .ticket dt {
      color: var(--quiet);
      font-size: 0.875em;
    }
    .ticket dd {
      font-weight: 600;
    }
    .ticket .when {
      font-size: 1.25em;
    }
    .answers {
      display: grid;
      gap: var(--space);
    }
    .answers button {
      inline-size: 100%;
    }
  `,
];
