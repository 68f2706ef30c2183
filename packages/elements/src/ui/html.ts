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

  override update(_part: Part, [text]: [string]): unknown {
    if (text === this.#shown) return noChange;
    this.#shown = text;
    return new Text(text);
  }
}

const words = directive(Words);

/** Which expressions of a template stand between tags: an attribute is written anew by Lit itself. Worked out once for each template. */
const between = new WeakMap<TemplateStringsArray, readonly boolean[]>();

function readBetween(strings: TemplateStringsArray): boolean[] {
  let isOutside = true;
  return strings.map((text) => {
    const [opened, closed] = [text.lastIndexOf('<'), text.lastIndexOf('>')];
    if (opened !== closed) isOutside = closed > opened;
    return isOutside;
  });
}

/**
 * Lit's `html`, for every template of ours: its texts are true on a translated page, too. Nothing but an element or white space may follow
 * an expression between tags, since Lit finds its way by the node that does: `npm run lint:templates` sees to it.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult {
  let isText = between.get(strings);
  if (!isText) between.set(strings, (isText = readBetween(strings)));
  return template(
    strings,
    ...values.map((value, place) => (typeof value === 'string' && isText[place] ? words(value) : value)),
  );
}
