import type { Measure, TextStyle } from './layout.ts';

/** Sizes and weights of the texts of the drawing; its styles say the same. */
export const FONTS: Record<TextStyle, string> = {
  title: '650 14px',
  text: '400 13px',
  strong: '600 13px',
  small: '400 11.5px',
  badge: '600 11px',
};

/** Measures in a font of the page; where there is nothing to measure with, letters are taken to be wide. */
export function measureIn(family: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, style) => {
    const key = `${style}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = `${FONTS[style]} ${family}`;
      width = context ? context.measureText(text).width : text.length * 7.5;
      known.set(key, width);
    }
    return width;
  };
}
