/** Said by nearly every element at first: alone in a file, so that what else they say comes later. */
export const retry = 'Réessayer';
