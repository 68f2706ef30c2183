import { base } from '../ui/base.styles.ts';

/** The box, until the form is there. */
export const styles = [base];
