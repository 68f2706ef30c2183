import type { Module } from '../view/types.ts';
import { styles } from './typed.styles.ts';
import { unitOf } from '../view/unit-of.ts';

/** The unit behind a number that has one. */
export const module: Module = { unit: unitOf, styles };
