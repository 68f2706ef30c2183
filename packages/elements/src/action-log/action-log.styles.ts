import { css } from 'lit';
import { badges } from '../ui/badge.ts';
import { actions, notice } from '../ui/boxes.styles.ts';
import { emptyStates } from '../ui/flow/empty-state.ts';
import { fields } from '../ui/fields/fields.styles.ts';
import { flow } from '../ui/flow/flow.styles.ts';
import { table } from '../ui/table/table.styles.ts';

export const styles = [
  flow,
  fields,
  badges,
  emptyStates,
  table,
  css`
    ${actions} ${notice}
    .root {
      max-inline-size: var(--relais-max-inline-size, none);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75em;
      align-items: start;
      justify-content: space-between;
    }
    .over {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75em 1.5em;
      align-items: end;
    }
    .entry {
      display: grid;
      gap: 0.2em;
      overflow-wrap: anywhere;
    }
    .narrow {
      max-inline-size: 42em;
    }
  `,
];
