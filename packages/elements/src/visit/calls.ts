// What calls the backend, fetched by the element once there is a client.
export { createVisits } from '@relais/sdk/visit';
