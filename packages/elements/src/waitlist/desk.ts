// What is loaded once there is a backend to ask: the desk, and the order of its list with the reasons.
export {
  createDesk,
  explainPlace,
  isAwaitingDoctor,
  orderCallbacks,
  placeOf,
  sayMinutes,
  toQueueEntry,
  whyAway,
} from '@relais/sdk/desk';
export { createFreedSeats } from '@relais/sdk/freed-seat';
