// What talks to the backend, with the schemas of its answers: fetched once there is a client.
export {
  changesTable,
  createTeam,
  declarationTable,
  MEMBER_FIELDS,
  NEEDED_FIELDS,
  readMembersHeading,
  readMembersTable,
  readSpreadsheet,
  shiftsOf,
} from '@relais/sdk/team';
