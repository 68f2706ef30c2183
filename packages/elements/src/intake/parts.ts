import { nothing, type TemplateResult } from 'lit';
import { badge } from '../ui/badge.ts';
import { linkEmergencyNumbers } from '../ui/emergency-numbers.ts';
import { selectField, tickBox } from '../ui/fields/chosen.ts';
import { cleanDate, cleanEmail, cleanName, cleanPhone } from '../ui/fields/reading.ts';
import { dateField, emailField, telephoneField, textField } from '../ui/fields/typed.ts';
import { button } from '../ui/flow/screens.ts';
import { html } from '../ui/html.ts';
import { live } from '../ui/live-directive.ts';
import { knownList } from './known.ts';
import { questionList } from './questions.ts';
import { faultOf, part, type View } from './view.ts';

const optionsOf = (texts: Record<string, string>) => Object.entries(texts).map(([value, text]) => ({ value, text }));

/** Who calls, the number, where the person is: what is known first, and stays whatever follows. */
export function callPart(view: View): TemplateResult {
  const { desk, t } = view;
  const { fields } = desk.draft;
  const communes = desk.info.communes;
  return part(
    'call',
    t.call,
    html`<div class="pair">
      ${selectField(t, {
        id: 'who',
        label: t.who,
        options: optionsOf(t.entryPoints),
        chosen: fields.entryPoint,
        choose: (entryPoint) => view.set({ entryPoint }),
      })}
      ${telephoneField(t, {
        id: 'phone',
        label: t.phone,
        need: 'required',
        value: fields.phone,
        fault: faultOf(view, 'phone'),
        type: (phone) => view.set({ phone }),
        clean: cleanPhone,
      })}
    </div>`,
    html`<div class="pair">
      ${
        communes.length > 0
          ? selectField(t, {
              id: 'commune',
              label: t.commune,
              none: t.communeNone,
              options: communes.map(({ id, name }) => ({ value: id, text: name })),
              chosen: fields.commune,
              choose: (commune) => view.set({ commune }),
            })
          : nothing
      }
      ${textField(t, {
        id: 'address',
        label: t.address,
        value: fields.address,
        longest: 300,
        type: (address) => view.set({ address }),
      })}
    </div>`,
    html`<div class="pair">
      ${selectField(t, {
        id: 'prior',
        label: t.prior,
        none: t.priorNone,
        options: optionsOf(t.priorPathways),
        chosen: fields.priorPathway,
        choose: (priorPathway) => view.set({ priorPathway }),
      })}
      ${selectField(t, {
        id: 'regulated',
        label: t.regulated,
        none: t.regulatedNone,
        options: optionsOf(t.regulators),
        chosen: fields.regulatedBy,
        choose: (regulatedBy) => view.set({ regulatedBy }),
      })}
      ${
        fields.regulatedBy
          ? textField(t, {
              id: 'regulated-number',
              label: t.regulatedNumber,
              value: fields.regulatedNumber,
              longest: 40,
              type: (regulatedNumber) => view.set({ regulatedNumber }),
            })
          : nothing
      }
    </div>`,
    knownList(view),
  );
}

/** Grave signs, then why they come. */
export function signsPart(view: View): TemplateResult {
  const { desk, t } = view;
  const { fields } = desk.draft;
  return part(
    'signs-part',
    t.signs,
    fields.regulatedBy
      ? html`${verdictNotice(view)}
          <p class="notice" part="notice">${t.skipped}</p>`
      : signList(view),
    selectField(t, {
      id: 'reason',
      label: t.reason,
      none: t.choose,
      options: desk.info.reasons.map(({ code, label }) => ({ value: code, text: label })),
      chosen: fields.reason,
      fault: faultOf(view, 'reason'),
      choose: (reason) => view.set({ reason }),
    }),
    questionList(view),
  );
}

function signList(view: View): TemplateResult {
  const { desk, t } = view;
  const { checklist } = desk.info;
  const { signs, signsAnsweredAt } = desk.draft.fields;
  if (!checklist) return html`<p class="notice" part="notice">${t.listMissing}</p>`;
  if (signsAnsweredAt !== '') {
    return html`${verdictNotice(view)}
      <p class="bar">
        ${badge(t.signsAsked(signs.length), 'done')} ${button(t.askAgain, () => desk.askSignsAgain(), 'link')}
      </p>`;
  }
  const fault = faultOf(view, 'signs');
  const all = checklist.items.filter(({ audience }) => audience === 'all');
  const child = checklist.items.filter(({ audience }) => audience === 'child');
  const first = [...all, ...child][0]?.id;
  const item = ({ id, question, note }: (typeof all)[number]): TemplateResult =>
    html`<li>
      <label class="check" part="option">
        <input
          type="checkbox"
          id=${`sign-${id}`}
          tabindex=${id === first ? 0 : -1}
          .checked=${live(signs.includes(id))}
          @change=${(event: Event) => view.tick(id, (event.target as HTMLInputElement).checked)}
        />
        <span>${question} ${note ? html`<small class="quiet">${note}</small>` : nothing}</span>
      </label>
    </li>`;
  return html`${verdictNotice(view)}
    ${checklist.status === 'draft' ? html`<p>${badge(t.draftList, 'waiting')}</p>` : nothing}
    <div
      id="signs"
      tabindex="-1"
      role="group"
      aria-labelledby="signs-part-title"
      aria-describedby="signs-help"
      @keydown=${walk}
    >
      <small id="signs-help" class=${fault ? 'fault' : 'quiet'}>${fault ?? t.signsHelp}</small>
      <ul role="list" class="signs">
        ${all.map(item)} ${child.length > 0 ? html`<li class="group">${t.signsChild}</li>` : nothing} ${child.map(item)}
      </ul>
    </div>
    <button type="button" id="end-signs" part="action" @click=${() => desk.endSigns()}>
      ${signs.length > 0 ? t.noOther : t.noSign}
    </button>`;
}

/** The arrows go from sign to sign: the whole list is one stop of the Tab key. */
function walk(event: KeyboardEvent): void {
  const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  const step = steps[event.key];
  if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
  event.preventDefault();
  const boxes = [...(event.currentTarget as Element).querySelectorAll<HTMLInputElement>('input')];
  const place = boxes.indexOf(event.target as HTMLInputElement);
  const next = step === undefined ? (event.key === 'Home' ? 0 : boxes.length - 1) : place + step;
  boxes[(next + boxes.length) % boxes.length]?.focus();
}

/** Where the signs lead, as soon as one of them does. */
function verdictNotice({ desk, t }: View): TemplateResult | typeof nothing {
  switch (desk.verdict?.outcome) {
    case 'call-15':
      return html`<div class="urgent stack" role="alert">
        <h3>${t.red}</h3>
        <a class="button call" part="action" href="tel:15">15</a>
        <p>${linkEmergencyNumbers(t.redText)}</p>
        <p>${t.redKept}</p>
      </div>`;
    case 'clinician-callback':
      return html`<p class="notice" part="notice" role="status">${t.nurseFirst}</p>`;
    case 'attending-doctor':
      return html`<p class="notice" part="notice" role="status">${t.doctorFirst}</p>`;
    default:
      return nothing;
  }
}

/** Who is to be seen. */
export function identityPart(view: View): TemplateResult {
  const { desk, t } = view;
  const { fields } = desk.draft;
  return part(
    'identity',
    t.identity,
    html`<div class="pair">
      ${textField(t, {
        id: 'familyName',
        label: t.familyName,
        value: fields.familyName,
        fault: faultOf(view, 'familyName'),
        type: (familyName) => view.set({ familyName }),
        clean: cleanName,
      })}
      ${textField(t, {
        id: 'givenName',
        label: t.givenName,
        value: fields.givenName,
        fault: faultOf(view, 'givenName'),
        type: (givenName) => view.set({ givenName }),
        clean: cleanName,
      })}
      ${dateField(t, {
        id: 'birthDate',
        label: t.birthDate,
        value: fields.birthDate,
        fault: faultOf(view, 'birthDate'),
        type: (birthDate) => view.set({ birthDate }),
        clean: cleanDate,
      })}
    </div>`,
    html`<div class="pair">
      ${emailField(t, {
        id: 'email',
        label: t.email,
        need: 'optional',
        value: fields.email,
        fault: faultOf(view, 'email'),
        type: (email) => view.set({ email }),
        clean: cleanEmail,
      })}
      ${selectField(t, {
        id: 'attending',
        label: t.attending,
        none: t.attendingNone,
        options: optionsOf(t.attendings),
        chosen: fields.attendingDoctor,
        choose: (attendingDoctor) => view.set({ attendingDoctor }),
      })}
    </div>`,
    desk.asksDoctor ? doctorFields(view) : nothing,
    desk.label
      ? tickBox({
          id: 'oriented',
          text: t.oriented,
          isTicked: fields.label !== '',
          tick: (isTicked) => view.set({ label: isTicked ? desk.label : '' }),
        })
      : nothing,
  );
}

/** Who is asked first: a doctor of the directory, found by the beginning of a name. */
function doctorFields(view: View): TemplateResult {
  const { desk, t } = view;
  const { fields } = desk.draft;
  const { doctors, isDoctorUnsearched } = desk.work;
  return html`<div class="pair">
      ${textField(t, {
        id: 'doctor-name',
        label: t.doctorName,
        help: t.doctorNameHelp,
        need: 'optional',
        value: fields.doctorName,
        longest: 80,
        type: (doctorName) => view.set({ doctorName, doctor: '' }),
      })}
      ${
        doctors && doctors.length > 0
          ? selectField(t, {
              id: 'doctor',
              label: t.doctor,
              none: t.doctorNone,
              options: doctors.map(({ id, givenName, familyName, address }) => ({
                value: id,
                text: [`${familyName} ${givenName}`, address].filter(Boolean).join(', '),
              })),
              chosen: fields.doctor,
              choose: (doctor) => view.set({ doctor }),
            })
          : nothing
      }
    </div>
    <p role="status" class="quiet">
      ${isDoctorUnsearched ? t.doctorUnsearched : doctors?.length === 0 ? t.doctorUnknown : nothing}
    </p>`;
}
