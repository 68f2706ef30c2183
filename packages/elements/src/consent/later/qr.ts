import { generate } from 'lean-qr';
import { svg, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';

/** Light modules around the code that scanners need. */
const MARGIN = 4;

/** A QR code as a drawing, with its words for those who do not see it. Black on white whatever the page's colours. */
export function renderQr(text: string, label: string): TemplateResult {
  const code = generate(text);
  const side = code.size + 2 * MARGIN;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + MARGIN} ${y + MARGIN}h1v1h-1z`;
  }
  return html`<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label=${label} shape-rendering="crispEdges">
    ${svg`<rect width="100%" height="100%" fill="#fff"></rect><path d=${path} fill="#000"></path>`}
  </svg>`;
}
