/** What is said of a place, a practice, volunteers or a reason beside its name. */
export type Detail = 'commune' | 'equipment' | 'siteId' | 'profession' | 'rpps' | 'english';
