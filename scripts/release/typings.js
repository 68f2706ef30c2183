// The manifest of the elements, and what frameworks and editors know of them by it: packages/elements/types and packages/elements/angular.
// `npm run analyze` runs it; an element is in all of them as soon as it has a tag.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/run.js';
import { manifestElements } from './elements.js';

/** @import { Element } from './elements.js' */

const PACKAGE = join(ROOT, 'packages', 'elements');
/** By a name of their own: inside `declare module 'react'`, `Provider` is React's. */
const OURS = `import type * as relais from '../dist/index.js';`;
const HEAD = '// Written by `npm run analyze` from the manifest of the elements.\n';

writeAll(await manifestElements({ isKept: true }));

/** @param {Element[]} elements */
function writeAll(elements) {
  for (const folder of ['types', 'angular']) rmSync(join(PACKAGE, folder), { recursive: true, force: true });
  write('types/react.d.ts', react(elements));
  write('types/vue.d.ts', vue(elements));
  // Imported for its types alone, or as a module of no effect by who writes `import '@relais/elements/react'`.
  for (const framework of ['react', 'vue']) write(`types/${framework}.js`, `${HEAD}export {};\n`);
  write('types/html-custom-data.json', JSON.stringify(htmlData(elements), null, 2));
  write('types/css-custom-data.json', JSON.stringify(cssData(elements), null, 2));
  write('angular/index.ts', angular(elements));
}

/**
 * @param {string} name
 * @param {string} text
 */
function write(name, text) {
  const path = join(PACKAGE, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

/** @param {Element[]} elements */
function react(elements) {
  return `${HEAD}import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${OURS}

/** What React 19 sets on a tag of ours: properties by their names, attributes by theirs, listeners as \`on\` and the name of the event. */
type Tag<Class, Own> = Omit<DetailedHTMLProps<HTMLAttributes<Class>, Class>, keyof Own> & Own;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map((one) => `${comment(one, 6)}      '${one.tag}': Tag<relais.${one.className}, {\n${[...settings(one), ...listeners(one, (name) => `'on${name}'`)].join('')}      }>;\n`).join('')}    }
  }
}
`;
}

/** @param {Element[]} elements */
function vue(elements) {
  return `${HEAD}import type { DefineComponent } from 'vue';
${OURS}

declare module 'vue' {
  interface GlobalComponents {
${elements.map((one) => `${comment(one, 4)}    '${one.tag}': DefineComponent<{\n${[...settings(one), ...listeners(one, (name) => `'on${pascal(name)}'`)].join('')}    }>;\n`).join('')}  }
}
`;
}

/**
 * Directives: they say in an Angular template which properties a tag has, of which types, and what its events give. The element itself is defined by
 * its own entry.
 *
 * @param {Element[]} elements
 */
function angular(elements) {
  return `${HEAD}import { booleanAttribute, Directive, ElementRef, inject, Input, Output } from '@angular/core';
${OURS}
import { fromEvent } from 'rxjs';

${elements.map(directive).join('\n')}
/** All of them, for the \`imports\` of a component. */
export const RELAIS = [${elements.map(({ tag }) => pascal(tag)).join(', ')}] as const;
`;
}

/** @param {Element} element */
function directive({ tag, className, summary, properties, events }) {
  const setters = properties.map(({ name, type }) => {
    const isSwitch = type === 'boolean';
    const property = `relais.${className}['${name}']`;
    return `  @Input(${isSwitch ? '{ transform: booleanAttribute }' : ''}) set ${name}(value: ${property}) {
    this.#element.${name} = value;
  }
`;
  });
  const outputs = events.filter(isOurs).map(
    ({
      name,
    }) => `  @Output('${name}') readonly ${name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase())} = fromEvent<
    HTMLElementEventMap['${name}']
  >(this.#element, '${name}');
`,
  );
  return `/** ${summary} */
@Directive({ selector: '${tag}', standalone: true })
export class ${pascal(tag)} {
  readonly #element: relais.${className} = inject<ElementRef<relais.${className}>>(ElementRef).nativeElement;

${[...setters, ...outputs].join('\n')}}
`;
}

/**
 * Properties by their names, and attributes by theirs where they differ.
 *
 * @param {Element} element
 */
function settings({ className, properties, attributes }) {
  const known = new Set(properties.map(({ name }) => name));
  const of = (/** @type {string} */ name) => `relais.${className}['${name}'] | undefined`;
  return [
    ...properties.map(({ name, description }) => `${note(description)}        ${name}?: ${of(name)};\n`),
    ...attributes
      .filter(({ name }) => !known.has(name))
      .map(({ name, type }) => `        '${name}'?: ${type === 'boolean' ? 'boolean' : 'string'} | undefined;\n`),
  ];
}

/**
 * @param {Element} element
 * @param {(event: string) => string} keyOf
 */
function listeners({ events }, keyOf) {
  return events
    .filter(isOurs)
    .map(
      ({ name, description }) =>
        `${note(description)}        ${keyOf(name)}?: ((event: HTMLElementEventMap['${name}']) => void) | undefined;\n`,
    );
}

/**
 * What frameworks do not know by themselves, as they do `input` and `change`.
 *
 * @param {{ name: string }} event
 */
function isOurs({ name }) {
  return name.startsWith('relais-');
}

/** @param {string} description */
function note(description) {
  return `        /** ${oneLine(description)} */\n`;
}

/**
 * @param {Element} element
 * @param {number} indent
 */
function comment({ summary }, indent) {
  return `${' '.repeat(indent)}/** ${oneLine(summary)} */\n`;
}

/** @param {string} text */
function oneLine(text) {
  return text.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /');
}

/** @param {string} name */
function pascal(name) {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
}

/**
 * Custom data of Visual Studio Code (`html.customData`).
 *
 * @param {Element[]} elements
 */
function htmlData(elements) {
  const tags = elements.map(({ tag, summary, description, attributes }) => ({
    name: tag,
    description: `${summary}\n\n${description}`,
    attributes: attributes.map(({ name, description, values, type }) => ({
      name,
      description,
      ...(type === 'boolean' && { valueSet: 'v' }),
      ...(values.length > 0 && { values: values.map((value) => ({ name: value })) }),
    })),
  }));
  return { version: 1.1, tags };
}

/**
 * The same for style sheets (`css.customData`).
 *
 * @param {Element[]} elements
 */
function cssData(elements) {
  const properties = new Map(elements.flatMap(({ styles }) => styles.map((one) => [one.name, one.description])));
  const parts = new Map(elements.flatMap((one) => one.parts.map(({ name, description }) => [name, description])));
  return {
    version: 1.1,
    properties: [...properties].map(([name, description]) => ({ name, description })),
    pseudoElements: [...parts].map(([name, description]) => ({ name: `::part(${name})`, description })),
  };
}
