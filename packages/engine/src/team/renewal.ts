/** How long before its end a certificate is to be renewed. */
export const RENEWAL_DAYS = 60;
