import { withoutMetadata } from '@relais/sdk/run';
import { drawBitmap } from '../ui/picture.ts';

/** Files that are read at all, in bytes: a telephone's camera makes some ten million. */
const LARGEST_FILE = 40_000_000;
/** Less than half of what the server takes: over a slow network, too, it arrives within a minute. */
const LARGEST_SENT = 400_000;
/** What is tried one after the other until it is small enough: the longer edge in pixels, and how well it is kept. */
const TRIES = [
  [1600, 0.85],
  [1600, 0.7],
  [1200, 0.7],
  [1000, 0.6],
  [800, 0.5],
] as const;

/** Why a file cannot be taken. */
export type PictureTrouble = 'unreadable' | 'tooLarge';

export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly trouble: PictureTrouble;
  constructor(trouble: PictureTrouble, options?: ErrorOptions) {
    super(`The file cannot be taken: ${trouble}`, options);
    this.trouble = trouble;
  }
}

/**
 * The picture of a file, drawn anew as a JPEG of a size that is taken: nothing is left of what the file says beside it, as where it was taken and by
 * which device.
 *
 * @throws {PictureError}
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  if (file.size > LARGEST_FILE) throw new PictureError('tooLarge');
  const bitmap = await bitmapOf(file);
  try {
    for (const [edge, quality] of TRIES) {
      const jpeg = await toJpeg(bitmap, edge, quality);
      if (jpeg.size <= LARGEST_SENT) return jpeg;
    }
  } finally {
    bitmap.close();
  }
  throw new PictureError('tooLarge');
}

async function bitmapOf(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch (cause) {
    throw new PictureError('unreadable', { cause });
  }
}

async function toJpeg(bitmap: ImageBitmap, edge: number, quality: number): Promise<Blob> {
  const type = 'image/jpeg';
  const canvas = drawBitmap(bitmap, edge);
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  if (!drawn) throw new PictureError('unreadable');
  // Some browsers write such parts themselves.
  return new Blob([withoutMetadata(new Uint8Array(await drawn.arrayBuffer()))], { type });
}

/** In base 64, as it is sent. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
