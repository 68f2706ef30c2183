/**
 * In place of what of `fhirpath` no expression of a form comes to: what asks a server, since rules are evaluated at once or not
 * at all; `%factory` and instance selectors, which make resources; the check of HTML; and weights, of which the engine has its own.
 */
function refuse(): never {
  throw new Error('This function is not evaluated in forms.');
}

export { refuse as htmlChecksFn, refuse as memberOf, refuse as resolveFn, refuse as weight };
