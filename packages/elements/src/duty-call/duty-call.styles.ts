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
    .ranges {
      display: grid;
      gap: var(--space);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .ranges > li {
      padding: 0.75em 1em;
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    .ranges .yours {
      border-inline-start: 4px solid var(--success);
    }
    blockquote {
      margin: 0;
      overflow-wrap: anywhere;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 0.25em 1.25em;
    }
  `,
];
