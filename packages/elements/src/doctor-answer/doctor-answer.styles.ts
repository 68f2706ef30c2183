import { css } from 'lit';
import { base } from '../ui/base.styles.ts';
import { actions, notice } from '../ui/boxes.styles.ts';

export const styles = [
  ...base,
  css`
    ${actions} ${notice}
  `,
];
