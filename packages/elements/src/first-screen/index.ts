import type { CSSResult, LitElement, ReactiveController } from 'lit';
import { ClientController } from '../ui/client-controller.ts';
import { LocaleController } from '../ui/locale-controller.ts';
import { escape, toMarkup } from './markup.ts';

export interface FirstScreenOptions {
  /** What stands inside the tag: the telephone number and hours. HTML of the page’s own, as it is. */
  readonly fallback?: string;
  /** The language of the page (`lang`), for a tag without an attribute `language`. */
  readonly lang?: string;
  /** Of the page’s security policy, for the style sheet of the first screen. */
  readonly nonce?: string;
}

/** Attributes of a tag by name: `true` has no value, `false` and `undefined` are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** The parts of an element that say what it draws first, before any page or backend has told it something. */
type Drawn = new () => LitElement & { render(): unknown };

/**
 * What the fallback waits for: an element that has not come into its own by then. Where no script may run nobody waits.
 * Buttons cannot be pressed before there is somebody to hear it.
 */
const UNTIL = `
.root :disabled { cursor: progress }
.until { display: block; max-block-size: 0; overflow: hidden; visibility: hidden; animation: relais-until 0s 3s forwards }
@keyframes relais-until { to { max-block-size: none; visibility: visible } }
@media (scripting: none) { .until { max-block-size: none; visibility: visible } }`;

/**
 * An element as a page may bring it from its server: the tag with its attributes, its first screen as a declarative shadow root, and what the page
 * puts inside. The element draws the same in its place once its script is there. The tag’s own entry (`@relais/elements/slot-picker`) is to be imported
 * before. Asks for nothing, and touches no page.
 *
 * @throws {TypeError} for a tag that no entry has registered, and for what cannot be the name of an attribute
 */
export async function firstScreen(
  tag: string,
  attributes: Attributes = {},
  { fallback = '', lang = 'fr', nonce }: FirstScreenOptions = {},
): Promise<string> {
  const Element = customElements.get(tag) as unknown as (Drawn & { elementStyles: CSSResult[] }) | undefined;
  if (!Element)
    throw new TypeError(`No entry has registered <${tag}>: import it before, such as @relais/elements/slot-picker.`);
  const body = await bodyOf(Element, attributes, lang);
  const sheet = Element.elementStyles.map(({ cssText }) => cssText).join('\n') + UNTIL;
  const style = `<style${nonce === undefined ? '' : ` nonce="${escape(nonce)}"`}>${sheet}</style>`;
  const list = written(attributes)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join('');
  const until = /<slot[ >]/.test(body) ? '' : '<div class="until"><slot></slot></div>';
  return `<${tag}${list}><template shadowrootmode="open">${style}${body}${until}</template>${fallback}</${tag}>`;
}

async function bodyOf(Element: Drawn, attributes: Attributes, lang: string): Promise<string> {
  const controllers: ReactiveController[] = [];
  /** Not put into any page, and not registered: what it draws follows from its attributes and the words of its language. */
  class OnServer extends Element {
    override addController(controller: ReactiveController): void {
      controllers.push(controller);
      super.addController(controller);
    }
    /** Whatever it asks for around it is still to come. */
    override closest(): this {
      return this;
    }
  }
  const element = new OnServer();
  for (const [name, value] of written({ language: lang, ...attributes }))
    element.attributeChangedCallback(name, null, value);
  for (const controller of controllers)
    if (controller instanceof LocaleController || controller instanceof ClientController) {
      controller.hostUpdate();
    }
  await controllers.find((one) => one instanceof LocaleController)?.ready;
  return toMarkup(element.render()).replaceAll('<button', '<button disabled');
}

/** The attributes that are there, as they are written. */
function written(attributes: Attributes): [name: string, value: string][] {
  return Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
    if (!/^[a-z][\w-]*$/.test(name) || name.startsWith('on'))
      throw new TypeError(`No attribute of an element: ${name}`);
    return value === undefined || value === false ? [] : [[name, value === true ? '' : String(value)]];
  });
}
