// What makes files, fetched when somebody asks for one.
export { correctionTable, movementTable, practiceTable, volunteerTable } from '@relais/sdk/load';
