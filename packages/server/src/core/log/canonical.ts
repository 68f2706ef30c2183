export { canonicalJson } from '@relais/engine';
