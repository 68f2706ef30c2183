/** A camera that shows a drawing, and a reader of bar codes that finds what it is told: what a machine without either lacks. */
export class BarCodeStage {
  /** What is held before the camera. */
  seen: string | undefined;
  readonly streams: MediaStream[] = [];
  readonly #canvas = document.createElement('canvas');
  readonly #drawing: ReturnType<typeof setInterval>;
  readonly #own = Object.getOwnPropertyDescriptor(globalThis, 'BarcodeDetector');
  readonly #camera = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

  constructor({ formats = ['data_matrix', 'ean_13'], refusal }: { formats?: string[]; refusal?: string } = {}) {
    const detect = () => Promise.resolve(this.seen === undefined ? [] : [{ rawValue: this.seen }]);
    class BarcodeDetector {
      static getSupportedFormats = () => Promise.resolve(formats);
      detect = detect;
    }
    Object.defineProperty(globalThis, 'BarcodeDetector', { value: BarcodeDetector, configurable: true });
    const ink = this.#canvas.getContext('2d')!;
    this.#drawing = setInterval(() => ink.fillRect(0, 0, Math.random() * 10, 10), 30);
    navigator.mediaDevices.getUserMedia = () =>
      refusal === undefined ? Promise.resolve(this.#film()) : Promise.reject(new DOMException('no', refusal));
  }

  /** Whether every camera that was opened is off. */
  get isDark(): boolean {
    return this.streams.every((stream) => stream.getTracks().every(({ readyState }) => readyState === 'ended'));
  }

  close(): void {
    clearInterval(this.#drawing);
    navigator.mediaDevices.getUserMedia = this.#camera;
    if (this.#own) Object.defineProperty(globalThis, 'BarcodeDetector', this.#own);
    else Reflect.deleteProperty(globalThis, 'BarcodeDetector');
  }

  #film(): MediaStream {
    const stream = this.#canvas.captureStream(20);
    this.streams.push(stream);
    return stream;
  }
}

/** The number of a product, as every code of ours begins. */
export const PRODUCT = '0103760123450010';
