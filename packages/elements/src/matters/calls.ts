// What talks to the backend: fetched once there is a client.
export { createCoordination } from '@relais/sdk/coordination';
