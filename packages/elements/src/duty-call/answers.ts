// What is loaded when a call is opened: its calls and its link, and nothing of the planning.
export { parseDutyFragment } from '@relais/sdk';
export { createDutyAnswers } from '@relais/sdk/duty-call';
