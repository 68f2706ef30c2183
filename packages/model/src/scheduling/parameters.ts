// Parameters that what is asked once and what is followed live have alike.

export const audience =
  'Whose seats: `CPTS` or `PUBLIC`, for professionals also `PRO` or `SNP`; when absent that of the structure’s settings, else `CPTS`';
export const label = 'Label of reserved seats, for professionals only; when absent the seats of everybody';
