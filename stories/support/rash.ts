/** Something that looks like a skin with spots. */
export function drawRash(width = 800, height = 600): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#e8b99a';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#c2543f';
  for (let spot = 0; spot < 60; spot++) {
    context.beginPath();
    context.arc((spot * 137) % width, (spot * 89) % height, 6 + (spot % 5) * 3, 0, 7);
    context.fill();
  }
  return canvas;
}
