// What is loaded when somebody first acts, in one piece: two would travel no sooner, and compress worse by a kilobyte.
export { createClient } from '@relais/sdk';
export { createFlow } from '../slot-picker/flow.ts';
