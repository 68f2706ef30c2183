import { nothing, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import type { ProtocolTreeStrings } from './words/fr.ts';
import type { TreeNode, TreeSection } from './tree-model.ts';

export interface ListView {
  readonly t: ProtocolTreeStrings;
  readonly sections: readonly TreeSection[];
  /** How a node stands in the trial. */
  stateOf(path: string): { readonly classes: string; readonly words: string | undefined };
}

/** The protocol as a list of lists: for who reads it aloud, on a telephone, or in another language. */
export function renderList(view: ListView): TemplateResult {
  return html`<div class="list" part="list" role="region" aria-label=${view.t.listLabel}>
    ${view.sections.map((section) => renderSection(view, section))}
  </div>`;
}

function renderSection(view: ListView, section: TreeSection): TemplateResult {
  const { title, hint, kind } = section;
  return html`<section class=${`stage ${kind}`}>
    <h3>${title}</h3>
    ${hint === undefined ? nothing : html`<p class="quiet">${hint}</p>`}
    <ul role="list">
      ${groupsOf(section).map(([name, group]) =>
        name === undefined || kind !== 'criteria'
          ? group.map((node) => renderNode(view, node, section))
          : html`<li>
              <h4>${name}</h4>
              <ul role="list">
                ${group.map((node) => renderNode(view, node, section))}
              </ul>
            </li>`,
      )}
    </ul>
  </section>`;
}

/** Nodes by the name they share: inclusion, exclusion. */
function groupsOf({ nodes, kind }: TreeSection): [string | undefined, readonly TreeNode[]][] {
  if (kind !== 'criteria') return [[undefined, nodes]];
  return [...Map.groupBy(nodes, ({ name }) => name)];
}

function renderNode(view: ListView, node: TreeNode, section: TreeSection): TemplateResult {
  const { t } = view;
  const state = view.stateOf(node.path);
  return html`<li class=${`item ${state.classes}`} data-path=${node.path}>
    ${node.name !== undefined && section.kind !== 'criteria' ? html`<strong class="name">${node.name}</strong>` : nothing}
    ${node.result ? renderRule(t, node) : renderParts(node)}
    ${node.notes.length > 0 ? html`<p class="quiet">${node.notes.join('\xa0; ')}</p>` : nothing}
    ${state.words === undefined ? nothing : html`<p class="state">${state.words}</p>`}
    ${renderExample(t, node.isExample)}
    ${node.source === '' ? nothing : html`<p class="quiet source">${node.source}</p>`}
  </li>`;
}

function renderRule(t: ProtocolTreeStrings, node: TreeNode): TemplateResult {
  const { result, isAlways } = node;
  return html`${isAlways ? nothing : html`<span class="joint">${t.ifs}</span> ${renderParts(node)}`}
  ${
    result
      ? html`<p class="then">
          <span class="joint">${isAlways ? t.always : t.thens}</span> <strong>${result.text}</strong>
          ${result.effect === undefined ? nothing : html`<span class="quiet">${result.effect}</span>`}
        </p>`
      : nothing
  }`;
}

function renderParts({ parts }: TreeNode): TemplateResult | typeof nothing {
  const [first] = parts;
  if (!first) return nothing;
  if (parts.length === 1) return html`<span>${first.text}</span>`;
  return html`<ul role="list" class="parts">
    ${parts.map(
      ({ joint, text }) =>
        html`<li>
          ${joint === undefined ? nothing : html`<span class="joint">${joint}</span> `}<span>${text}</span>
        </li>`,
    )}
  </ul>`;
}

export function renderExample(t: ProtocolTreeStrings, isExample: boolean): TemplateResult | typeof nothing {
  return isExample ? html`<span class="example" part="example">${t.example}</span>` : nothing;
}
