// Room behind a question for what its host has to say there: loaded for forms that ask for it.
import { readText } from '@relais/sdk/questionnaire';
import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing } from 'lit';
import { html } from '../../ui/html.ts';
import type { Module, View } from './types.ts';

function room(_: View, { definition }: FormItem): unknown {
  const name = readText(definition.source, 'urn:relais:questionnaire:slot');
  return name === undefined ? nothing : html`<slot name=${name}></slot>`;
}

export const module: Module = { room };
