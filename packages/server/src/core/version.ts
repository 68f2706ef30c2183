/** Of this backend, as it says it in its contract and in what it signs. */
export const VERSION = '0.1.0';
