// Loaded once a backend is to be asked.
export { createLetters } from '@relais/sdk/letter';
