// What is loaded when an element first needs the backend: the client, and nothing of any element.
export { createClient } from '@relais/sdk';
