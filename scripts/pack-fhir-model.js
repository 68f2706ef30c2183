/**
 * Writes `packages/engine/src/questionnaire/fhirpath/r4-types.ts`: the R4 model of `fhirpath`, all of it, in a shape a page can
 * load. As the library has it, it is 670 kB of JSON, 54 kB when compressed; most of that follows from what stands elsewhere in
 * it. `r4-model.ts` unpacks it.
 *
 *     node scripts/pack-fhir-model.js
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../packages/engine/package.json', import.meta.url));
const target = new URL('../packages/engine/src/questionnaire/fhirpath/r4-types.ts', import.meta.url);

/**
 * @typedef {Record<string, string>} Texts
 *
 * @type {{
 *   path2Type: Texts,
 *   path2Repeating: Record<string, true>,
 *   path2RefType: Record<string, string[]>,
 *   choiceTypePaths: Record<string, string[]>,
 *   pathsDefinedElsewhere: Texts,
 *   type2Parent: Texts,
 *   resourcesWithUrlParam: Record<string, true>,
 * }}
 */
const model = require('fhirpath/fhir-context/r4');

/** The elements of each type, by their paths below it, as `typeOf` writes them. @type {Map<string, Texts>} */
const elements = new Map();
for (const path of Object.keys(model.path2Type)) {
  const [head = ''] = path.split('.', 1);
  elements.set(head, { ...elements.get(head), [path.slice(head.length + 1)]: typeOf(path) });
}

/**
 * @param {string} path
 * @returns {string} `Reference*(Patient,Group)`: the type, whether it repeats, what it may refer to
 */
function typeOf(path) {
  const references = model.path2RefType[path];
  const repeats = path in model.path2Repeating ? '*' : '';
  return `${model.path2Type[path]}${repeats}${references ? `(${references.join(',')})` : ''}`;
}

/**
 * The elements a type adds to those of its parent; those of a choice stand together.
 *
 * @param {string} head
 * @returns {Texts}
 */
function ownElements(head) {
  const all = elements.get(head) ?? {};
  const choices = Object.entries(model.choiceTypePaths).filter(([path]) => path.startsWith(`${head}.`));
  const inherited = inheritedElements(head);
  const own = Object.fromEntries(Object.entries(all).filter(([name, type]) => inherited[name] !== type));
  for (const [path, types] of choices) {
    for (const type of types) delete own[path.slice(head.length + 1) + type];
    own[`${path.slice(head.length + 1)}[x]`] = types.map((type) => typeOf(path + type)).join('|');
  }
  return own;
}

/**
 * What a type has from its parent, and its backbone elements from theirs.
 *
 * @param {string} head
 * @returns {Texts}
 */
function inheritedElements(head) {
  const inherited = { ...elements.get(model.type2Parent[head] ?? '') };
  for (const [name, type] of Object.entries(elements.get(head) ?? {})) {
    if (!/^(Backbone)?Element\*?$/.test(type)) continue;
    for (const [inner, innerType] of Object.entries(elements.get(type.replace('*', '')) ?? {})) {
      inherited[`${name}.${inner}`] = innerType;
    }
  }
  return inherited;
}

/**
 * `type parent;name:type name:type…`; a type that has only a name and a parent ends before the `;`.
 *
 * @param {string} head
 */
function lineOf(head) {
  const name = `${head} ${model.type2Parent[head] ?? ''}`;
  if (!elements.has(head)) return name;
  const own = Object.entries(ownElements(head)).map(([path, type]) => `${path}:${type}`);
  return `${name};${own.join(' ')}`;
}

/** Types in the order they are read: what one inherits from stands before it. @type {Set<string>} */
const heads = new Set();
place('BackboneElement');
[...Object.keys(model.type2Parent), ...elements.keys()].forEach(place);

/** @param {string} head */
function place(head) {
  const parent = model.type2Parent[head];
  if (parent) place(parent);
  heads.add(head);
}

const lines = [...heads].map(lineOf).join('\n');
const links = Object.entries(model.pathsDefinedElsewhere).map((link) => link.join(' '));

writeFileSync(
  target,
  `/** Made by scripts/pack-fhir-model.js from the R4 model of fhirpath ${require('fhirpath/package.json').version}; not edited by hand. */
export const types = \`${lines}\`;

/** Elements whose content is that of another: \`Questionnaire.item.item\`. */
export const links = \`${links.join('\n')}\`;

/** Resources that can be searched for by their canonical URL. */
export const withUrl =
  '${Object.keys(model.resourcesWithUrlParam).join(' ')}';
`,
);
