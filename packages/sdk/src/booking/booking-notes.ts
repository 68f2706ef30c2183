/** What is kept with a write and not sent: the hold it uses up, and the name of the place. */
export interface BookingNotes {
  readonly holdId?: string | undefined;
  readonly place?: string | undefined;
}
