import type { FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { html } from '../../ui/html.ts';
import type { View } from './types.ts';
import { renderGroup } from './group.ts';
import { isAside } from './look.ts';
import { prefixOf, renderQuestion, textOf } from './question.ts';

/** Whether an item takes room on the screen now. */
export function isShown(view: View, item: FormItem): boolean {
  return item.enabled && !item.hidden && view.mayDraw(item);
}

/**
 * The items inside one, each drawn again only when something about it has changed. Each has a place of its own, taken or not,
 * so that none moves when another appears; repetitions, which come and go, share one, as do those of several answers.
 */
export function renderItems(view: View, holder: FormItem, items: readonly FormItem[] = holder.items): unknown {
  const { repeats } = view;
  const draw = (item: FormItem): unknown => drawn(view, item);
  const areOfAnswers = holder.repeats && holder.definition.key !== undefined;
  const places: [FormItem, ...FormItem[]][] = [];
  for (const item of items) {
    if (!view.mayDraw(item)) break;
    const place = places.at(-1);
    if (place && (areOfAnswers || item !== item.repetitions[0])) place.push(item);
    else places.push([item]);
  }
  return places.map((place) => {
    if (repeats && (areOfAnswers || place[0].definition.repeats)) return repeats.list(place, draw);
    return place.length > 1 ? place.map(draw) : draw(place[0]);
  });
}

function drawn(view: View, item: FormItem): unknown {
  if (!isShown(view, item) || isAside(item)) return nothing;
  return guard(view.stateOf(item) as unknown[], () => renderItem(view, item));
}

export function renderItem(view: View, item: FormItem): TemplateResult | typeof nothing {
  if (item.definition.unsupported) return view.feedback?.unsupported(view, item) ?? nothing;
  if (item.type === 'group') return renderGroup(view, item);
  if (item.type === 'display') return renderDisplay(view, item);
  return renderQuestion(view, item);
}

export function renderDisplay(view: View, item: FormItem): TemplateResult {
  return html`<div class="display" part="display">
    ${view.media?.(view, item.definition.source)}
    <p>${prefixOf(view, item)}${textOf(view, item)}</p>
  </div>`;
}
