import { join } from 'node:path';
import { ROOT } from '../setup/run.js';

/**
 * What the manifest of the elements says of each, as typings, editors and pages about the elements read it.
 *
 * @typedef {{ name: string, description: string }} Named
 * @typedef {Named & { type: string }} Property
 * @typedef {Named & { type: string, values: string[] }} Attribute
 * @typedef {object} Element
 * @property {string} tag
 * @property {string} className As `@relais/elements` exports it.
 * @property {string} summary
 * @property {string} description
 * @property {Property[]} properties What a host may set.
 * @property {Attribute[]} attributes
 * @property {(Named & { type: string })[]} events
 * @property {Named[]} slots
 * @property {Named[]} parts
 * @property {(Named & { default?: string })[]} styles Custom properties.
 * @property {Named[]} states
 */

/** @typedef {{ modules: { declarations?: any[] }[] }} Manifest */

/**
 * @param {{ isKept?: boolean }} [options] `isKept`: the manifest itself is written, as the package's custom-elements.json.
 * @returns {Promise<Element[]>} by tag, from the sources as they are now
 */
export async function manifestElements({ isKept = false } = {}) {
  const { cli } = await import('@custom-elements-manifest/analyzer/cli.js');
  const cwd = join(ROOT, 'packages', 'elements');
  return elementsOf(/** @type {Manifest} */ (await cli({ argv: ['analyze', '--quiet'], cwd, noWrite: !isKept })));
}

/**
 * @param {Manifest} manifest
 * @returns {Element[]}
 */
function elementsOf(manifest) {
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName !== undefined)
    .map(readElement)
    .sort((a, b) => a.tag.localeCompare(b.tag));
}

/**
 * @param {any} declaration
 * @returns {Element}
 */
function readElement(declaration) {
  const { tagName, name, summary = '', description = '', members = [], attributes = [], events = [] } = declaration;
  return {
    tag: tagName,
    className: name,
    summary,
    description,
    properties: members
      .filter((/** @type {any} */ one) => one.kind === 'field' && !one.static && !one.readonly)
      .map(typed),
    attributes: attributes.map((/** @type {any} */ one) => ({ ...typed(one), values: valuesOf(one) })),
    events: events.map(typed),
    slots: (declaration.slots ?? []).map(named),
    parts: (declaration.cssParts ?? []).map(named),
    styles: (declaration.cssProperties ?? []).map((/** @type {any} */ one) => ({
      ...named(one),
      default: one.default,
    })),
    states: (declaration.cssStates ?? []).map(named),
  };
}

/**
 * @param {any} one
 * @returns {Named}
 */
function named({ name, description = '' }) {
  return { name, description };
}

/**
 * @param {any} one
 * @returns {Property}
 */
function typed(one) {
  return { ...named(one), type: one.type?.text ?? 'unknown' };
}

/**
 * The values an attribute takes, where its description or its type lists them.
 *
 * @param {any} attribute
 * @returns {string[]}
 */
function valuesOf({ type }) {
  return [...(type?.text ?? '').matchAll(/'([^']+)'/g)].map(([, value]) => value ?? '');
}
