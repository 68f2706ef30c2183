import { marked } from 'marked';
import type { Module } from '../view/types.ts';

/** FHIR's Markdown is GitHub's (R4, `markdown`). */
function markdown(text: string): string {
  return marked.parse(text, { async: false, gfm: true });
}

export const module: Module = { markdown };
