export { createAvailability } from './availability.ts';
export type { AvailabilityState, AvailabilityStore } from './availability.ts';
export { createEvents } from './events.ts';
export type { EventHandlers, Events, SubscribeOptions } from './events.ts';
export { createSlots } from './slots.ts';
export type { SlotQuery, Slots } from './slots.ts';
