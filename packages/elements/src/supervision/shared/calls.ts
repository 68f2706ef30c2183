// What talks to the backend, with the schemas of its answers: fetched once there is a client.
export { createRuns } from '@relais/sdk/run';
