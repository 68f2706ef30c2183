import type { FigureDimension, FigureFilters, IndicatorRegistry } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { selectField, type Option } from '../ui/fields/chosen.ts';
import { button } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import type { DashboardStrings } from './words/fr.ts';

/** What an answer may be narrowed to; the contract takes no more than two at once. */
const MOST = 2;

type Change = (filters: FigureFilters) => unknown;

/** The codes of a dimension that have names here; those without cannot be chosen, as nobody would know them. */
function optionsOf(
  t: DashboardStrings,
  language: 'fr' | 'en',
  { labels, ageBands }: IndicatorRegistry,
  dimension: string,
): Option[] {
  if (dimension === 'sex') return Object.entries(t.sexes).map(([value, text]) => ({ value, text }));
  if (dimension === 'ageBand')
    return ageBands.map((from, place) => {
      const next = ageBands[place + 1];
      return next === undefined
        ? { value: `${from}+`, text: t.ages(from, undefined) }
        : { value: `${from}-${next - 1}`, text: t.ages(from, next - 1) };
    });
  const known = Object.entries(labels[dimension as FigureDimension] ?? {});
  return known.map(([value, text]) => ({ value, text: text[language] }));
}

/** One line a filter: by what, and which. */
export function filterFields(
  t: DashboardStrings,
  language: 'fr' | 'en',
  registry: IndicatorRegistry,
  filters: FigureFilters,
  change: Change,
): TemplateResult {
  const chosen = Object.entries(filters);
  const dimensions = Object.entries(t.dimensions).filter(([name]) => optionsOf(t, language, registry, name).length > 0);
  const rows = chosen.length < MOST ? [...chosen, undefined] : chosen;
  return html`${rows.map((row, place) => {
    const [name, codes] = row ?? [];
    const others = chosen.filter(([other]) => other !== name);
    const free = dimensions.filter(([one]) => !others.some(([other]) => other === one));
    const options = name === undefined ? [] : optionsOf(t, language, registry, name);
    return html`<div class="toolbar">
      ${selectField(t, {
        id: `filter-${place}`,
        label: t.filterBy,
        none: t.filterNone,
        options: free.map(([value, text]) => ({ value, text })),
        chosen: name,
        choose: (value) => change(together(others, value, optionsOf(t, language, registry, value)[0]?.value)),
      })}
      ${
        name === undefined
          ? nothing
          : selectField(t, {
              id: `filter-${place}-value`,
              label: t.filterValue,
              options,
              chosen: codes?.[0],
              choose: (value) => change(together(others, name, value)),
            })
      }
    </div>`;
  })}
  ${chosen.length ? html`<div class="actions">${button(t.clearFilters, () => change({}))}</div>` : nothing}`;
}

function together(
  others: readonly (readonly [string, readonly string[]])[],
  name: string,
  code: string | undefined,
): FigureFilters {
  const all = name && code !== undefined ? [...others, [name, [code]] as const] : others;
  return Object.fromEntries(all);
}

export function sayFilters(
  t: DashboardStrings,
  language: 'fr' | 'en',
  registry: IndicatorRegistry,
  filters: FigureFilters,
): string {
  const said = Object.entries(filters).map(([name, codes]) => {
    const options = optionsOf(t, language, registry, name);
    const texts = codes.map((code) => options.find(({ value }) => value === code)?.text ?? code);
    return `${t.dimensions[name] ?? name}\u00a0: ${texts.join(', ')}`;
  });
  return said.join('\u00a0; ');
}
