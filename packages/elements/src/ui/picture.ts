/**
 * A picture on a canvas of its own. No address is made for it, so that the policy of the page need not allow images from `blob:`. Rejects where the
 * bytes are no picture that the browser can read.
 */
export async function drawPicture(blob: Blob, description: string): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(blob);
  const canvas = drawBitmap(bitmap);
  bitmap.close();
  canvas.className = 'picture';
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', description);
  return canvas;
}

/** Its longer edge is at most so many pixels. */
export function drawBitmap(bitmap: ImageBitmap, longestEdge = Infinity): HTMLCanvasElement {
  const scale = Math.min(1, longestEdge / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  // What shows through would be black without it.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
