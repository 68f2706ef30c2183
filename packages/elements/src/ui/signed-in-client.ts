// The client, with the session of the backend's own pages.
export { createClient } from '@relais/sdk';
export { withSession } from '@relais/sdk/session';
