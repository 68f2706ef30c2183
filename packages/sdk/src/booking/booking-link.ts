/** What opens one booking. The token is the booking link's; a professional's session does without. */
export interface BookingLink {
  readonly bookingId: string;
  readonly token?: string | undefined;
}
