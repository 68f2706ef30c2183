// What is loaded when a question is opened: its calls and its link, and nothing of the board.
export { parseDoctorFragment } from '@relais/sdk';
export { createDoctorQuestions } from '@relais/sdk/doctor-question';
