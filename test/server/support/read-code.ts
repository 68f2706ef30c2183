import assert from 'node:assert/strict';
import jsqr from 'jsqr';

// The module is CommonJS, whose function stands in its `default`.
const { default: decode } = jsqr as unknown as { readonly default: typeof jsqr.default };

const PIXELS_A_POINT = 4;

/** A QR code as it stands on a page. */
export interface ReadCode {
  /** What a telephone reads in it. */
  readonly text: string | undefined;
  /** Of its modules, in points, and of white around them. */
  readonly module: number;
  readonly left: number;
  readonly right: number;
}

/** Paints what a page draws as its figure, and reads it as a camera does. */
export function readCode(drawing: string): ReadCode {
  const [, figure = ''] = /\/Figure <<[^>]*>> BDC([\s\S]*?)EMC/.exec(drawing) ?? [];
  const boxes = [...figure.matchAll(/([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re/g)].map(([, ...box]) =>
    box.map(Number),
  );
  assert.ok(boxes.length > 0, 'nothing is drawn');
  const [width, height] = [595 * PIXELS_A_POINT, 842 * PIXELS_A_POINT];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [x = 0, y = 0, w = 0, h = 0] of boxes) {
    for (let row = Math.round(y * PIXELS_A_POINT); row < Math.round((y + h) * PIXELS_A_POINT); row += 1) {
      const from = row * width + Math.round(x * PIXELS_A_POINT);
      const to = row * width + Math.round((x + w) * PIXELS_A_POINT);
      for (let at = from; at < to; at += 1) pixels.fill(0, at * 4, at * 4 + 3);
    }
  }
  return {
    text: decode(pixels, width, height)?.data,
    module: Math.min(...boxes.map(([, , , h = 0]) => h)),
    left: Math.min(...boxes.map(([x = 0]) => x)),
    right: Math.max(...boxes.map(([x = 0, , w = 0]) => x + w)),
  };
}
