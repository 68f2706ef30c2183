import { html as template, noChange, type TemplateResult } from 'lit';
import { Directive, directive, type Part } from 'lit/directive.js';

/**
 * A page's translator, the browser's own or an extension, puts nodes of its own in place of our texts. Lit goes on writing into the node it
 * once made, which nobody sees any more: the time on a button would not be the one it books. So a text that changes is a new node, and
 * what stands in the place of the old one goes, whoever put it there. What does not change stays translated.
 */
class Words extends Directive {
  #shown: string | undefined;

  render(text: string): unknown {
    return text;
  }

  override update(part: Part, [text]: [string]): unknown {
    if (text === this.#shown) return noChange;
    this.#shown = text;
    // Between tags, and not in an attribute.
    return 'startNode' in part ? new Text(text) : text;
  }
}

const words = directive(Words);

/**
 * Lit's `html`, for every template of ours: its texts are true on a translated page, too. Nothing but an element or white space may follow
 * an expression between tags, since Lit finds its way by the node that does: `npm run lint:templates` sees to it.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult {
  return template(strings, ...values.map((value) => (typeof value === 'string' ? words(value) : value)));
}
