/** What is kept with a write and not sent. */
export interface BookingNotes {
  /** The hold it uses up. */
  readonly holdId?: string | undefined;
  /** Name of the place of the seat. */
  readonly place?: string | undefined;
  /** Nothing says whether a patient wrote it or a professional, whose device is not to remember the booking. */
  readonly isUnsigned?: boolean;
}
