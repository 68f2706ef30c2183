import { noChange } from 'lit';
import { Directive, directive, type PropertyPart } from 'lit/directive.js';

/**
 * Lit's `live`, for properties alone: a control shows what it should whatever a person has made of it since. That one brings
 * along the helpers of every other directive, which weigh more than all fields together that need this.
 */
class LiveDirective extends Directive {
  render(value: unknown): unknown {
    return value;
  }

  override update({ element, name }: PropertyPart, [value]: [unknown]): typeof noChange {
    if (Reflect.get(element, name) !== value) Reflect.set(element, name, value);
    return noChange;
  }
}

export const live = directive(LiveDirective);
