// All that comes after the first screen, loaded when somebody acts.
import { adoptStyles, type CSSResultOrNative, type ReactiveElement, type TemplateResult } from 'lit';
import { createFormat, type Format } from '../ui/format.ts';
import type { Strings } from './words/fr.ts';
import type { PickerOptions } from './booking/picker-options.ts';
import { SlotPickerController } from './booking/slot-picker-controller.ts';
import { renderStep } from './steps/index.ts';
import { styles } from './steps/steps.styles.ts';

export { fr } from './words/fr.ts';

export interface Flow {
  readonly picker: SlotPickerController;
  render(t: Strings, language: string): TemplateResult;
}

/** Adds the later screens, their styles and their state to an element that has shown its first one. */
export function createFlow(host: ReactiveElement, firstStyles: CSSResultOrNative[], options: PickerOptions): Flow {
  adoptStyles(host.renderRoot as ShadowRoot, [...firstStyles, styles]);
  const picker = new SlotPickerController(host, options);
  let key: unknown[] = [];
  let f: Format;
  return {
    picker,
    render(t, language) {
      const zone = picker.structure.timezone;
      const next = [t, language, zone];
      if (next.some((part, index) => part !== key[index])) f = createFormat(t, language, zone);
      key = next;
      return renderStep({ picker, t, f });
    },
  };
}
