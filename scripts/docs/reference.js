import { DOORS } from './contents.js';
import { codeBlock, escapeText, renderText, scrolling, toAddress } from './render.js';

/** @import { Element, Named } from '../release/elements.js' */

/** @param {readonly Element[]} elements */
export function homePage(elements) {
  const doors = DOORS.map(({ title, for: words, pages }) => {
    const links = pages.map((one) => `<li><a href="${toAddress(one.file)}">${escapeText(one.title)}</a></li>`);
    return `<section><h2 id="${escapeText(title.toLowerCase().replaceAll(/\W+/g, '-'))}">${escapeText(title)}</h2><p>${escapeText(words)}</p><ul>${links.join('')}</ul></section>`;
  });
  const tags = elements.map(
    ({ tag, summary }) =>
      `<li><a href="elements/${tag}.html"><code>${tag}</code></a> <span lang="en">${escapeText(summary)}</span></li>`,
  );
  return `<h1 id="documentation">Documentation</h1>
<div class="doors">${doors.join('')}</div>
<h2 id="elements">Les éléments</h2><ul>${tags.join('')}</ul>
<h2 id="api">L’API</h2><p><a href="api.html">Toutes les opérations du serveur</a>, et <a href="/openapi.json">le contrat OpenAPI</a>.</p>`;
}

/** @param {Element} element */
export function elementPage(element) {
  const { tag, summary, description, attributes, properties, events, slots, parts, styles, states } = element;
  const attributed = new Set(attributes.map(({ name }) => name));
  const rest = properties.filter(({ name }) => !attributed.has(name));
  return `<h1 id="${tag}"><code>&lt;${tag}&gt;</code></h1><p class="lead">${inline(summary)}</p>
${renderText(description, 'docs/README.md')}
${codeBlock(`import '@relais/elements/${tag.replace('relais-', '')}';`, 'js')}
${listOf('Attributes', attributes, (one) => `<code>${escapeText(one.type)}</code>`)}
${listOf('Properties', rest, (one) => `<code>${escapeText(one.type)}</code>`)}
${listOf('Events', events, (one) => `<code>${escapeText(one.type)}</code>`)}
${listOf(
  'Slots',
  slots.map((one) => ({ ...one, name: one.name || '(default)' })),
)}
${listOf('Custom properties', styles, (one) => escapeText(one.default ?? ''))}
${listOf('Parts', parts)}
${listOf('States', states)}`;
}

/**
 * @template {Named} One
 * @param {string} title
 * @param {readonly One[]} items
 * @param {(one: One) => string} [more]
 */
function listOf(title, items, more) {
  if (items.length === 0) return '';
  const rows = items.map(
    (one) =>
      `<tr><th scope="row"><code>${escapeText(one.name)}</code></th><td>${inline(one.description)}</td>${more ? `<td>${more(one)}</td>` : ''}</tr>`,
  );
  return `<h2 id="${title.toLowerCase().replaceAll(' ', '-')}">${title}</h2>${scrolling(`<table><tbody>${rows.join('')}</tbody></table>`, title)}`;
}

/** @param {string} text */
function inline(text) {
  return escapeText(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

/**
 * @typedef {{ operationId: string, summary: string, description?: string, parameters?: { name: string, in: string, description?: string, required?: boolean }[], security?: object[], responses: Record<string, { description: string }> }} Operation
 *
 * @param {{ info: { description: string }, paths: Record<string, Record<string, Operation>> }} api
 */
export function apiPage({ info, paths }) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, one })),
  );
  const parts = all.map(({ path, method, one }) => {
    const parameters = (one.parameters ?? []).filter(({ name }) => name !== 'structure');
    const answers = Object.entries(one.responses).map(
      ([status, { description }]) => `<li><code>${status}</code> ${inline(description)}</li>`,
    );
    return `<h2 id="${one.operationId}">${inline(one.summary)}</h2><p><code>${method.toUpperCase()} ${escapeText(path)}</code></p>
${one.description ? `<p>${inline(one.description)}</p>` : ''}
${listOf(
  '',
  parameters.map(({ name, description = '', required }) => ({
    name,
    description: required ? `${description} (required)` : description,
  })),
).replace('<h2 id=""></h2>', '')}
<ul>${answers.join('')}</ul>`;
  });
  return `<h1 id="api">The API</h1><p>${inline(info.description)}</p><p><a href="/openapi.json">OpenAPI 3.1</a></p>${parts.join('\n')}`;
}
