// What calls the backend, fetched by the element once there is a client.
export { createLoad } from '@relais/sdk/load';
