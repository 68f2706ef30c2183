export { createSignIn } from './door.ts';
