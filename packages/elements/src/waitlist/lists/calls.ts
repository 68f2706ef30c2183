// What talks to the backend about lists and reads files: fetched once there is a client.
export { createWaitingLists, guessColumns, readRows, readSpreadsheet } from '@relais/sdk/waiting-list';
