import type { CallOptions } from '../core/index.ts';

export interface ReadOptions extends CallOptions {
  /** `none` for a screen that anybody may see: nobody's name, number or note is sent to it. */
  readonly names?: 'none' | undefined;
}
