import { cleanText } from '@relais/sdk/cleaning';
import { localeOf } from '@relais/sdk/locale';
import { extensionsOf } from '@relais/sdk/questionnaire';
import type { Attachment, FormAnswer, FormItem } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import { controlId } from '../view/ids.ts';
import { describedBy, isAsked, isInvalid, nameOf } from '../view/naming.ts';
import type { Field, Module, View } from '../view/types.ts';
import { safeAddress } from './addresses.ts';
import { styles } from './file.styles.ts';

/** What the form does not know of a file: that it is being read, or could not be. */
interface Reading {
  readonly file: File;
  readonly state: 'reading' | 'unreadable';
}

const readings = new WeakMap<FormAnswer, Reading>();

const attachment: Field = {
  render: (view, item, answer, index) => {
    const held = answer.isAnswered ? (answer.value as Attachment) : undefined;
    const id = controlId(item, index);
    const take = (files: FileList | null | undefined): void => {
      const [file] = files ?? [];
      if (file && !item.readOnly) void read(view, answer, file);
    };
    return html`<div
      class="file"
      @dragover=${(event: DragEvent) => event.preventDefault()}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        take(event.dataTransfer?.files);
      }}
    >
      ${held ? heldFile(view, id, held) : nothing}
      ${item.readOnly ? readonlyNote(view, item, held, id) : picker(view, item, answer, index, take)}
      ${held && !item.readOnly ? removing(view, answer, index) : nothing} ${status(view, answer, id)}
    </div>`;
  },
};

/** Its own field may stand out of sight, since its words are the browser's and not the form's; ours are a label for it. */
function picker(
  view: View,
  item: FormItem,
  answer: FormAnswer,
  index: number,
  take: (files: FileList | null) => void,
): TemplateResult {
  const id = controlId(item, index);
  return html`<input
      type="file"
      class="hidden"
      id=${id}
      accept=${typesOf(item).join(',') || nothing}
      aria-label=${item.repeats || view.named.has(item) ? `${nameOf(view, item, index)} – ${words(view, answer)}` : nothing}
      aria-required=${isAsked(item) ? 'true' : nothing}
      aria-invalid=${isInvalid(view, item, answer) ? 'true' : nothing}
      aria-describedby=${describingIds(view, answer, id)}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        take(input.files);
        // The same file can be chosen again once it has been corrected.
        input.value = '';
      }}
    />
    <label class="button" for=${id} part="action">${words(view, answer)}</label>`;
}

function words(view: View, answer: FormAnswer): string {
  return answer.isAnswered ? view.t.replaceFile : view.t.chooseFile;
}

function heldId(id: string): string {
  return `${id}-file`;
}

function stateId(id: string): string {
  return `${id}-state`;
}

/** What is told with the field: the file it holds, what has become of the one chosen last, help and faults. */
function describingIds(view: View, answer: FormAnswer, id: string): string | typeof nothing {
  return describedBy(view, answer.question, 0, answer.isAnswered && heldId(id), readings.has(answer) && stateId(id));
}

function heldFile(view: View, id: string, { title, url, contentType, size, data }: Attachment): TemplateResult {
  const name = title ?? url ?? contentType ?? '';
  const bytes = size ?? (data === undefined ? undefined : bytesIn(data));
  const text = bytes === undefined ? name : view.t.fileOf(name, writeSize(bytes, view.form.language));
  const address = url === undefined ? undefined : safeAddress(url);
  return html`<p class="held" id=${heldId(id)}>
    ${address ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${text}</a>` : text}
  </p>`;
}

/** A field that is read only can be reached and read all the same. */
function readonlyNote(view: View, item: FormItem, held: Attachment | undefined, id: string): TemplateResult {
  return html`<input
    class=${held ? 'hidden' : 'input'}
    id=${id}
    type="text"
    readonly
    .value=${held?.title ?? held?.url ?? view.t.unanswered}
    aria-describedby=${describedBy(view, item, 0, held && heldId(id))}
    aria-label=${item.repeats ? nameOf(view, item) : nothing}
  />`;
}

function removing(view: View, answer: FormAnswer, index: number): TemplateResult {
  const item = answer.question;
  const { title = '' } = answer.value as Attachment;
  const remove = (): void => {
    readings.delete(answer);
    view.form.answerAt(answer, undefined);
    view.host.say(view.t.removed(title || nameOf(view, item, index)));
    view.commit(item);
    void view.focus(item);
  };
  return html`<button
    type="button"
    class="link"
    aria-label=${view.t.remove(title || nameOf(view, item, index))}
    @click=${remove}
  >
    ${view.t.removeFile}
  </button>`;
}

function status(view: View, answer: FormAnswer, id: string): TemplateResult | typeof nothing {
  const reading = readings.get(answer);
  if (!reading) return nothing;
  const text = view.t.statement(
    reading.file.name,
    reading.state === 'reading' ? view.t.fileReading : view.t.fileUnreadable,
  );
  return html`<p class=${reading.state === 'reading' ? 'quiet' : 'fault'} id=${stateId(id)}>${text}</p>`;
}

/** A file that cannot be read leaves the one before it in its place. */
async function read(view: View, answer: FormAnswer, file: File): Promise<void> {
  const item = answer.question;
  const reading: Reading = { file, state: 'reading' };
  readings.set(answer, reading);
  view.redraw(item);
  const value = await toAttachment(file).catch(() => undefined);
  // Another file has been chosen meanwhile, or none.
  if (readings.get(answer) !== reading) return;
  if (value) {
    readings.delete(answer);
    view.form.answerAt(answer, value);
    view.host.say(view.t.added(file.name));
  } else {
    readings.set(answer, { file, state: 'unreadable' });
    view.host.say(view.t.fileUnreadable);
  }
  view.redraw(item);
  view.commit(item);
}

async function toAttachment(file: File): Promise<Attachment> {
  return {
    ...(file.type && { contentType: file.type }),
    data: await base64Of(file),
    size: file.size,
    title: cleanText(file.name),
    creation: new Date(file.lastModified).toISOString(),
  };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read'));
    reader.readAsDataURL(file);
  });
}

function typesOf({ definition }: FormItem): string[] {
  const types = extensionsOf(definition.source, 'mimeType').map((part) => part['valueCode'] ?? part['valueString']);
  return types.filter((type) => typeof type === 'string');
}

function bytesIn(base64: string): number {
  return Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
}

/** `12,5 ko`, `1.2 MB`: French counts in octets. */
function writeSize(bytes: number, language: string): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const number = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: power > 0 ? 1 : 0 });
  const unit = ['', 'k', 'M', 'G'][power] ?? '';
  return `${number.format(bytes / 1000 ** power)}\u00a0${unit}${language.startsWith('fr') ? 'o' : 'B'}`;
}

export const module: Module = { fields: { attachment }, styles };
