/** The packages that are published, in the order in which they need each other. */
export const PACKAGES = ['model', 'engine', 'sdk', 'elements', 'server'];
