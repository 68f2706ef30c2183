import type { Module } from '../view/modules.ts';

export const module: Module = {};
