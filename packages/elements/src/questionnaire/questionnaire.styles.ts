import { base } from '../internal/base.styles.ts';

/** The box, until the form is there. */
export const styles = [base];
