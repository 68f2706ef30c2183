// What asks the backend about duty calls: fetched when somebody opens that part of the planning.
export { createDutyCalls } from '@relais/sdk/duty-call';
