import { css } from 'lit';
import { actions } from '../../ui/boxes.styles.ts';

export const styles = css`
  ${actions}
  .actions .primary {
    inline-size: auto;
  }
  .progress {
    display: grid;
    gap: 0.5em;
  }
  progress {
    inline-size: 100%;
    block-size: 0.5em;
    accent-color: var(--accent);
  }
`;
