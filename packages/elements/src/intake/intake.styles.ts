import { base } from '../ui/base.styles.ts';

/** The first screen. */
export const styles = [base];
