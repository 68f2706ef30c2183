import { nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import type { DrawnLine, DrawnNode, Drawing } from './layout.ts';

/** What is said of a node besides where it stands. */
export interface NodeLook {
  /** What is said after its own words. */
  readonly extra: string | undefined;
  readonly level: number;
  readonly place: number;
  readonly count: number;
  /** Words for how it looks: `holds`, `decides`, `silent`, `related`… */
  readonly classes: string;
}

export interface DrawingView {
  readonly drawing: Drawing;
  readonly label: string;
  readonly width: number;
  /** The node that the Tab key comes to. */
  readonly current: string | undefined;
  readonly selected: string | undefined;
  lookOf(path: string): NodeLook;
  lineClasses(line: DrawnLine): string;
  onKey(event: KeyboardEvent): void;
  onFocus(path: string): void;
  onChoose(path: string): void;
}

/**
 * The tree as a picture that can be walked through. `translate="no"`: its boxes were made for these words; whoever has the page
 * translated reads the list.
 */
export function renderDrawing(view: DrawingView): TemplateResult {
  const { drawing, label, width } = view;
  const height = Math.round((width * drawing.height) / drawing.width);
  return html`<svg
    class="drawing"
    part="drawing"
    role="tree"
    translate="no"
    aria-label=${label}
    viewBox=${`-2 -2 ${drawing.width + 4} ${drawing.height + 4}`}
    width=${width}
    height=${height}
    preserveAspectRatio="xMidYMin meet"
    @keydown=${(event: KeyboardEvent) => view.onKey(event)}
  >
    <g class="lines" aria-hidden="true">${drawing.lines.map((line) => renderLine(view, line))}</g>
    ${drawing.nodes.map((node) => renderNode(view, node))}
  </svg>`;
}

function renderLine(view: DrawingView, line: DrawnLine): SVGTemplateResult {
  const { role, points, label } = line;
  return svg`<g class=${`line ${role} ${view.lineClasses(line)}`}>
    <polyline points=${points}></polyline>
    ${role === 'result' ? renderHead(points) : nothing}
    ${label ? svg`<text x=${label.x} y=${label.y} text-anchor=${role === 'result' ? 'middle' : 'start'}>${label.text}</text>` : nothing}
  </g>`;
}

/** The head of an arrow that points to the right. */
function renderHead(points: string): SVGTemplateResult {
  const [x = 0, y = 0] = (points.split(' ').at(-1) ?? '').split(',').map(Number);
  return svg`<path d=${`M${x - 6} ${y - 4}L${x + 3} ${y}L${x - 6} ${y + 4}z`}></path>`;
}

function renderNode(view: DrawingView, node: DrawnNode): SVGTemplateResult {
  const { path, role, kind, x, y, width, height, texts, badge } = node;
  const look = view.lookOf(path);
  return svg`<g
    role="treeitem"
    id=${idOf(path)}
    class=${`node ${role} ${kind} ${look.classes}`}
    tabindex=${path === view.current ? 0 : -1}
    aria-label=${labelOf(node, look)}
    aria-level=${look.level}
    aria-posinset=${look.place}
    aria-setsize=${look.count}
    aria-selected=${path === view.selected ? 'true' : 'false'}
    @focus=${() => view.onFocus(path)}
    @click=${() => view.onChoose(path)}
  >
    <rect class="box" x=${x} y=${y} width=${width} height=${height} rx=${role === 'section' ? 3 : 6}></rect>
    ${badge ? svg`<rect class="badge" x=${badge.x} y=${badge.y} width=${badge.width} height=${badge.height} rx="3"></rect>` : nothing}
    ${texts.map((text) => svg`<text class=${text.style} x=${text.x} y=${text.y}>${`${text.text} `}</text>`)}
  </g>`;
}

/** The words that are seen, in their order, so that whoever speaks to the page may say them; then what they mean. */
function labelOf({ texts }: DrawnNode, { extra }: NodeLook): string {
  return [...texts.map(({ text }) => text), extra].filter(Boolean).join(' ');
}

export function idOf(path: string): string {
  return `node-${path}`;
}
