import { createProver } from './prover.ts';

/** Proves a document beside the backend's own work, one at a time for all structures. */
export const prove = createProver();
