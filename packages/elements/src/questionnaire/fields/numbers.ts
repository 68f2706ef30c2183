import type { Field, Module } from '../view/types.ts';
import { typedField } from './basic.ts';
import { styles } from './typed.styles.ts';
import { textOf } from './text-of.ts';
import { formatNumber, parseNumber } from './typing.ts';

const number: Field = {
  render: (view, item, answer, index) => {
    const { language } = view.form;
    return typedField(view, item, answer, index, {
      format: (value) => formatNumber(value as number, language),
      parse: (text) => parseNumber(text, language),
      refused: (value) => (typeof value === 'number' ? formatNumber(value, language) : textOf(value)),
      mode: item.type === 'integer' && Number(item.limit('minValue') ?? -1) >= 0 ? 'numeric' : 'decimal',
      look: 'short',
    });
  },
};

export const module: Module = { fields: { number }, styles };
