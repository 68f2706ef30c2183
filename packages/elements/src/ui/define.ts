/**
 * Defines an element, unless its tag is taken: by another copy of the kit on the same page, whose element then goes on working. A page cannot have
 * two of one name, and a script that throws would take the host's own down with it.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag))
    console.warn(`<${tag}> is defined already: this page loads Relais twice, and uses the first.`);
  else customElements.define(tag, element);
}
