import { plainSigns } from '@relais/sdk/signs';
import type { FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { live } from '../../ui/live-directive.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isInvalid, nameOf } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { typedField } from './basic.ts';
import { styles } from './date.styles.ts';
import { textOf } from './text-of.ts';

const pad = (text: string | number, length = 2): string => String(text).padStart(length, '0');

/** `31/03/1980`, `03/1980` or `1980`, as both languages write them, from a FHIR date of that precision. */
export function formatDate(value: string): string {
  return value.slice(0, 10).split('-').reverse().join('/');
}

/**
 * A FHIR date from what was typed: day, month and year, month and year, or year alone, with any usual sign between them; what
 * is already written the FHIR way too. What is no date is given back as it is.
 */
export function parseDate(text: string): string | undefined {
  const plain = plainSigns(text).trim();
  if (plain === '') return undefined;
  if (/^\d{4}(?:-\d\d){0,2}$/.test(plain)) return plain;
  const match =
    /^(?:(?:(\d{1,2})[\s./-]+)?(\d{1,2})[\s./-]+)?(\d{4})$/.exec(plain) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(plain);
  if (!match) return text;
  const [, day, month, year = ''] = match;
  return [year, month && pad(month), day && pad(day)].filter(Boolean).join('-');
}

/** `14:05:00` from « 14:05 », « 14 h 05 », « 14h » or « 1405 ». */
export function parseTime(text: string): string | undefined {
  const plain = plainSigns(text).trim();
  if (plain === '') return undefined;
  const match = /^(\d{1,2})\s*(?:[:h.]\s*(\d{2})?)?(?:[:.](\d{2}))?$/i.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain);
  if (!match) return text;
  const [, hour = '', minute = '00', second = '00'] = match;
  return `${pad(hour)}:${minute}:${second}`;
}

export function formatTime(value: string): string {
  return value.endsWith(':00') ? value.slice(0, 5) : value.slice(0, 8);
}

/** The wall time of an instant in the zone of the device, as FHIR parts. */
export function wallTime(value: string): { date: string; time: string } {
  if (value.length <= 10) return { date: value, time: '' };
  const at = new Date(value);
  const date = [pad(at.getFullYear(), 4), pad(at.getMonth() + 1), pad(at.getDate())].join('-');
  return { date, time: [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => pad(part)).join(':') };
}

/**
 * A FHIR dateTime from a date and a wall time, with the offset the device's zone has at that moment. A time needs a whole date:
 * without one, what comes out is no dateTime, to be refused.
 */
export function toDateTime(date: string, time: string): string {
  if (!time) return date;
  const at = new Date(`${date}T${time}`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(at.getTime())) return `${date}T${time}`;
  const offset = -at.getTimezoneOffset();
  const [sign, minutes] = [offset < 0 ? '-' : '+', Math.abs(offset)];
  return `${date}T${time}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** What was refused as a date, as it was typed. */
function writeRefused(value: unknown): string {
  const text = textOf(value);
  return /^\d{4}(?:-\d\d){0,2}$/.test(text) ? formatDate(text) : text;
}

const date: Field = {
  render: (view, item, answer, index) =>
    html`<span class="with-button">
      ${typedField(view, item, answer, index, {
        format: (value) => formatDate(String(value)),
        parse: parseDate,
        refused: writeRefused,
        mode: 'text',
        look: 'short',
        hint: view.t.dateHint,
      })}${calendar(view, item, answer, index)}
    </span>`,
};

/** The browser's own calendar, for who would rather point at a day. */
function calendar(view: View, item: FormItem, answer: FormAnswer, index: number): TemplateResult | typeof nothing {
  if (item.readOnly) return nothing;
  const value = textOf(answer.value).slice(0, 10);
  const open = (event: Event): void => {
    const picker = (event.currentTarget as HTMLElement).parentElement?.querySelector<HTMLInputElement>('.calendar');
    try {
      picker?.showPicker();
    } catch {
      picker?.focus();
    }
  };
  const choose = (event: Event): void => {
    const chosen = (event.target as HTMLInputElement).value;
    const { time } = item.type === 'dateTime' ? partsOf(answer) : { time: '' };
    view.form.answerAt(answer, chosen ? toDateTime(chosen, time) : undefined);
    view.settle(answer);
  };
  return html`<button
      type="button"
      class="icon"
      aria-label=${view.t.statement(view.t.openCalendar, nameOf(view, item, index))}
      @click=${open}
    >
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path d="M5 6h14v14H5zM5 10h14M9 3v5M15 3v5" fill="none" stroke="currentColor" stroke-width="2" />
      </svg></button
    ><input
      type="date"
      class="calendar"
      tabindex="-1"
      aria-hidden="true"
      min=${firstDay(item.limit('minValue')) ?? nothing}
      max=${lastDay(item.limit('maxValue')) ?? nothing}
      .value=${value.length === 10 ? value : ''}
      @change=${choose}
    />`;
}

/** The first day a limit allows, on the clock of the device; of a month or a year its first one. */
function firstDay(limit: unknown): string | undefined {
  const date = dayOf(limit);
  return date && `${date}-01-01`.slice(0, 10);
}

/** The last day a limit allows; of a month or a year its last one. */
function lastDay(limit: unknown): string | undefined {
  const date = dayOf(limit);
  if (!date || date.length === 10) return date;
  const [year = '', month = '12'] = date.split('-');
  const end = new Date(Date.UTC(2000, Number(month), 0));
  end.setUTCFullYear(Number(year), Number(month), 0);
  return `${year}-${month}-${pad(end.getUTCDate())}`;
}

function dayOf(limit: unknown): string | undefined {
  const text = textOf(limit);
  return /^\d{4}/.test(text) ? wallTime(text).date : undefined;
}

function writeRefusedTime(value: unknown): string {
  const text = textOf(value);
  return /^\d\d:\d\d:\d\d$/.test(text) ? formatTime(text) : text;
}

const time: Field = {
  render: (view, item, answer, index) =>
    typedField(view, item, answer, index, {
      format: (value) => formatTime(String(value)),
      parse: parseTime,
      refused: writeRefusedTime,
      mode: 'text',
      look: 'short',
      hint: view.t.timeHint,
    }),
};

/** Typed as date and time in two fields; a date alone is an answer too (R4, `dateTime`). */
const dateTime: Field = {
  render: (view, item, answer, index) => {
    const { t } = view;
    const name = nameOf(view, item, index);
    const wall = partsOf(answer);
    return html`<span class="with-unit" role="group" aria-label=${name}>
      <span class="with-button"
        >${typedField(view, item, answer, index, {
          format: () => formatDate(wall.date),
          parse: (text) => {
            const parsed = parseDate(text);
            return toDateTime(parsed ?? '', wall.time) || undefined;
          },
          refused: () => writeRefused(wall.date),
          mode: 'text',
          look: 'short',
          hint: t.dateHint,
          label: `${name} – ${t.dateLabel}`,
        })}${calendar(view, item, answer, index)}</span
      >
      <input
        id="${controlId(item, index)}-time"
        class="input short"
        part="control"
        type="text"
        autocomplete="off"
        placeholder=${item.readOnly ? nothing : t.timeHint}
        aria-label="${name} – ${t.timeLabel}"
        .value=${live(writeRefusedTime(wall.time))}
        ?readonly=${item.readOnly}
        aria-invalid=${isInvalid(view, item, answer) ? 'true' : nothing}
        aria-describedby=${describedBy(view, item)}
        @change=${(event: Event) => {
          const typed = parseTime((event.target as HTMLInputElement).value) ?? '';
          view.form.answerAt(answer, toDateTime(wall.date, typed) || undefined);
          view.settle(answer);
        }}
      />
    </span>`;
  },
};

/** Date and wall time of an answer, or of what was refused as one. */
function partsOf({ value, rejected }: FormAnswer): { date: string; time: string } {
  if (rejected === undefined) return wallTime(textOf(value));
  const text = textOf(rejected);
  const [, date = text, time = ''] = /^(\d.*?|(?=T\d))(?:T(.*?)(?:[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  return { date, time };
}

export const module: Module = { fields: { date, dateTime, time }, styles };
