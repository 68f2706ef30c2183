import { fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { ProtocolTree } from '@relais/elements';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { waitUntil } from './wait.ts';

export async function readProtocol(name: string): Promise<Record<string, unknown>> {
  return (await fetch(`/demo/protocols/${name}.json`)).json() as Promise<Record<string, unknown>>;
}

export type Answers = Readonly<Record<string, boolean | number | string | string[]>>;

/** The ordinary case of a shipped protocol's table, with what differs from it. */
export async function answersOf(name: string, differs: Answers = {}): Promise<Answers> {
  const table = (await (await fetch(`/demo/protocols/cases/${name}.json`)).json()) as { ordinary: Answers };
  return { ...table.ordinary, ...differs };
}

/** Somebody in front of a tree. */
export class TreeReader {
  readonly element: ProtocolTree;

  constructor(element: ProtocolTree) {
    this.element = element;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get text(): string {
    return plain(wordsOf(this.root.querySelector('.root')));
  }

  get list(): string {
    return plain(this.root.querySelector('.list')?.textContent ?? '');
  }

  /** What a screen reader was last told. */
  get said(): string {
    return plain(wordsOf(this.root.querySelector('[role="status"]')));
  }

  get verdict(): string {
    return plain(this.root.querySelector('.verdict')?.textContent ?? '');
  }

  get nodes(): SVGElement[] {
    return [...this.root.querySelectorAll<SVGElement>('[role="treeitem"]')];
  }

  node(path: string): SVGElement {
    const found = this.root.querySelector<SVGElement>(`#${CSS.escape(`node-${path}`)}`);
    if (!found) throw new Error(`There is no node ${path}`);
    return found;
  }

  label(path: string): string {
    return plain(this.node(path).getAttribute('aria-label') ?? '');
  }

  get active(): string | undefined {
    return this.root.activeElement?.id.replace(/^node-/, '');
  }

  button(name: string): HTMLButtonElement {
    const found = [...this.root.querySelectorAll('button')].find((button) => wordsOf(button) === name);
    if (!found) throw new Error(`There is no button ${name}`);
    return found;
  }

  get form(): HTMLElementTagNameMap['relais-questionnaire'] {
    return this.root.querySelector('relais-questionnaire')!;
  }

  async settles(): Promise<void> {
    await this.element.updateComplete;
    await waitUntil(() => !this.root.querySelector('[aria-busy]'));
    await this.element.updateComplete;
  }

  async says(words: string): Promise<void> {
    await waitUntil(() => this.verdict.includes(words), `says ${words}: ${this.verdict}`);
  }
}

export async function mountTree(properties: Partial<ProtocolTree>): Promise<TreeReader> {
  const element = await fixture<ProtocolTree>(html`<relais-protocol-tree language="fr"></relais-protocol-tree>`);
  Object.assign(element, properties);
  const reader = new TreeReader(element);
  await reader.settles();
  return reader;
}

/** One space between words, and all of them such as break. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
