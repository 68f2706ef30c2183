// Pictures as files have them, as far as their headers: small enough to be read here.

function bytesOf(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

const two = (value: number) => [value >> 8, value & 0xff];
const four = (value: number) => [...two(value >>> 16), ...two(value & 0xffff)];
const fourLittle = (value: number) => four(value).reverse();

/** What a camera writes before the picture: here, that there is something. */
export const EXIF = `Exif\0\0GPSLatitude 48.85`;

function jpegPart(marker: number, content: readonly number[]): number[] {
  return [0xff, marker, ...two(content.length + 2), ...content];
}

export interface PictureMade {
  readonly width?: number;
  readonly height?: number;
  /** Written beside the picture. */
  readonly told?: string;
  /** How many bytes the picture itself takes. */
  readonly length?: number;
}

export function jpeg({ width = 640, height = 480, told, length = 8 }: PictureMade = {}): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...jpegPart(0xe0, bytesOf('JFIF\0')),
    ...(told === undefined ? [] : jpegPart(0xe1, bytesOf(told))),
    ...jpegPart(0xc0, [8, ...two(height), ...two(width), 1, 1, 0x11, 0]),
    ...jpegPart(0xda, [1, 1, 0, 0, 63, 0]),
    ...new Array<number>(length).fill(0x55),
    ...[0xff, 0xd9],
  ]);
}

export function png({ width = 640, height = 480, told }: PictureMade = {}): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, content: readonly number[]) => [
    ...four(content.length),
    ...bytesOf(name),
    ...content,
    ...four(0),
  ];
  return Uint8Array.from([
    ...bytesOf('\x89PNG\r\n\x1a\n'),
    ...chunk('IHDR', [...four(width), ...four(height), 8, 2, 0, 0, 0]),
    ...(told === undefined ? [] : chunk('eXIf', bytesOf(told))),
    ...chunk('IDAT', [1, 2, 3]),
    ...chunk('IEND', []),
  ]);
}

export function webp({ width = 640, height = 480, told }: PictureMade = {}): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, content: readonly number[]) => [
    ...bytesOf(name),
    ...fourLittle(content.length),
    ...content,
    ...(content.length % 2 === 1 ? [0] : []),
  ];
  const parts = [
    ...chunk('VP8X', [0, 0, 0, 0, ...fourLittle(width - 1).slice(0, 3), ...fourLittle(height - 1).slice(0, 3)]),
    ...chunk('VP8 ', [1, 2, 3]),
    ...(told === undefined ? [] : chunk('EXIF', bytesOf(told))),
  ];
  return Uint8Array.from([...bytesOf('RIFF'), ...fourLittle(parts.length + 4), ...bytesOf('WEBP'), ...parts]);
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
