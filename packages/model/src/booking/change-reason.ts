import * as z from 'zod/mini';

/** Why the desk cancels or moves a booking: the patient asked, is seen elsewhere, the doctor cannot, it was a mistake, or something a note says. */
export const ChangeReason = z.enum(['patient', 'elsewhere', 'doctorAway', 'mistake', 'other']);
export type ChangeReason = z.infer<typeof ChangeReason>;
