// What talks to the backend: fetched once there is a client.
export { createOpenNow } from '@relais/sdk/open-now';
