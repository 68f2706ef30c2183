/** Ids of structures. */
export const STRUCTURE_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
