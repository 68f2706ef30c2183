import type {
  Instant,
  LetterBlock,
  LetterContent,
  LetterKind,
  LetterName,
  LetterPiece,
  LetterSection,
} from '@relais/model';
import { fromInstant } from '@relais/model';
import { conditionOf, medicineOf } from './dispensing.ts';
import { prescriptionOf } from './offered.ts';
import { templateOf } from './templates.ts';
import { nameOf } from './told.ts';
import type { Asked, LetterPerson, Told } from './told.ts';
import { ANSWERS, OUTCOMES, PROFESSIONS, SEXES, TARGETS, words } from './words.ts';

/** A letter of a run, as it is shown and printed. */
export function composeLetter(told: Told, kind: LetterKind, asked: Asked, at: Instant): LetterContent {
  const { run, letterhead } = told;
  const clock = clockOf(told.timeZone);
  const { doctor } = asked;
  const isLetter = kind === 'liaisonLetter';
  return {
    kind,
    ...(kind === 'prescription' ? prescribed(told, at, clock) : written(told, kind, asked, clock)),
    letterhead: letterhead.phone === undefined ? letterhead : { ...letterhead, phone: spaced(letterhead.phone) },
    at,
    dated: clock.day(at),
    to: isLetter && doctor ? addressOf(doctor) : [],
    marks: [...(run.training ? [words.training] : []), ...(asked.secrecy && isLetter ? [words.secrecy] : [])],
  };
}

export function addressOf(doctor: NonNullable<Asked['doctor']>): string[] {
  return [words.attention(nameOf(doctor)), ...(doctor.address?.split('\n') ?? [])];
}

// ——— By template ———

type Written = Pick<LetterContent, 'title' | 'blocks' | 'condition'>;

function written(told: Told, kind: Exclude<LetterKind, 'prescription'>, asked: Asked, clock: Clock): Written {
  const { title, pieces } = templateOf(told.templates, kind, told.protocol.id);
  const names = namesOf(told, asked, clock);
  const blocks = pieces.flatMap((piece) => blocksOf(piece, told, asked, names, clock));
  return { title, blocks: [...blocks, { kind: 'signature', text: signerOf(told.delegate) }] };
}

export function signerOf({ profession = 'other', ...person }: LetterPerson): string {
  const name = words.signedBy(nameOf(person), PROFESSIONS[profession]);
  return person.rpps === undefined ? name : `${name}, ${words.rpps(person.rpps)}`;
}

const NAME = /\{(\w+)\}/g;

type Names = Readonly<Partial<Record<LetterName, string>>>;

function namesOf({ run, protocol, delegate, delegator, letterhead }: Told, { doctor }: Asked, clock: Clock): Names {
  const { patient, startedAt } = run;
  return {
    patient: nameOf(patient),
    birthDate: patient.birthDate && clock.date(patient.birthDate),
    age: words.age(patient.ageYears),
    sex: patient.sex && SEXES[patient.sex],
    protocol: protocol.title,
    version: protocol.version,
    date: clock.day(startedAt),
    time: clock.time(startedAt),
    delegate: nameOf(delegate),
    delegateProfession: PROFESSIONS[delegate.profession ?? 'other'],
    delegator: delegator && nameOf(delegator),
    doctor: doctor && nameOf(doctor),
    structure: letterhead.name,
    outcome: outcomeOf(run),
  } as Names;
}

function blocksOf(piece: LetterPiece, told: Told, asked: Asked, names: Names, clock: Clock): LetterBlock[] {
  if ('text' in piece) {
    const text = fill(piece.text, names);
    return text === undefined ? [] : [{ kind: 'text', text }];
  }
  const blocks = sectionOf(piece.section, told, asked, clock);
  const heading = piece.heading && fill(piece.heading, names);
  return blocks.length > 0 && heading ? [{ kind: 'heading', text: heading }, ...blocks] : blocks;
}

/** Undefined for words that name what there is not. */
function fill(text: string, names: Names): string | undefined {
  const named = [...text.matchAll(NAME)].map(([, name]) => name as LetterName);
  if (named.some((name) => !names[name])) return undefined;
  return text.replace(NAME, (_, name: LetterName) => names[name] ?? '');
}

function sectionOf(section: LetterSection, told: Told, { request }: Asked, clock: Clock): LetterBlock[] {
  switch (section) {
    case 'findings':
      return told.findings.flatMap(({ heading, text }) => [...paragraph(heading), ...paragraph(text)]);
    case 'alerts':
      return list(told.run.alerts.map((alert) => alertOf(alert, told, clock))) ?? paragraph(words.noAlert);
    case 'reasons':
      return list(reasonsOf(told)) ?? [];
    case 'outcome':
      return paragraph(`${outcomeOf(told.run)}.`);
    case 'prescription': {
      const prescription = prescriptionOf(told.protocol, told.run);
      return prescription ? paragraph(`${prescription.title} : ${medicineOf(prescription, words.ofPrescription)}`) : [];
    }
    case 'request':
      return (request ?? '').split('\n').flatMap(paragraph);
  }
}

function paragraph(text: string): LetterBlock[] {
  return text.trim() === '' ? [] : [{ kind: 'text', text: text.trim() }];
}

function list(items: readonly string[]): LetterBlock[] | undefined {
  return items.length > 0 ? [{ kind: 'list', items: [...items] }] : undefined;
}

/** Rules that held on a condition and are no alert: those are told with what was done about them. */
function reasonsOf({ protocol, run }: Told): string[] {
  const held = new Set(run.evaluation?.rules);
  const told = new Set(run.alerts.map(({ rule }) => rule));
  return protocol.rules
    .filter(({ id, when, action }) => held.has(id) && when !== undefined && !told.has(id) && action.kind !== 'document')
    .map(({ action }) => action.text);
}

function alertOf(alert: Told['run']['alerts'][number], { protocol, people }: Told, clock: Clock): string {
  const text = protocol.rules.find(({ id }) => id === alert.rule)?.action.text ?? alert.rule;
  const name = (id: string) => nameOf(people.get(id) ?? {}) || 'délégant';
  const { acknowledgedAt, calls, answered, emergencyAt, lapsedAt } = alert;
  const done = [
    acknowledgedAt && words.seen(clock.time(acknowledgedAt)),
    ...calls.map(({ professional, at }) => words.called(name(professional), clock.time(at))),
    answered &&
      words.answered(
        name(answered.professional),
        ANSWERS[answered.answer],
        clock.time(answered.at),
        answered.by === 'telephone',
      ),
    emergencyAt && words.nobody(clock.time(emergencyAt)),
    lapsedAt && words.lapsed(clock.time(lapsedAt)),
  ].filter(Boolean);
  return done.length > 0 ? `${text} (${done.join(' ; ')})` : text;
}

function outcomeOf({ outcome, target }: Told['run']): string {
  return [outcome && OUTCOMES[outcome], target && TARGETS[target]].filter(Boolean).join(' : ');
}

// ——— The prescription ———

/**
 * What an ordonnance says by article R. 5132-3 of the code de la santé publique: 1° the prescriber (names, quality, identifier, address with
 * « France », telephone with +33, e-mail, signature, date), 2° and 3° the medicine with its dose and time, as the doctors of the protocol have
 * written it, 7° the patient's names, sex and birth date, and the weight where a dose needs it. What its dispensing depends on stands beside the medicine
 * (article R. 5132-5-1), its days counted from the day it is written.
 */
function prescribed(told: Told, at: Instant, clock: Clock): Written {
  const { protocol, run, delegate, delegator, letterhead, doses } = told;
  const { patient } = run;
  const prescription = prescriptionOf(protocol, run);
  const condition = prescription?.condition && conditionOf(prescription.condition, fromInstant(at), told.timeZone);
  const { profession = 'other', rpps, phone, email } = delegator ?? {};
  const facts = (entries: readonly (readonly [string, string | undefined])[]): LetterBlock => ({
    kind: 'facts',
    facts: entries.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  });
  return {
    title: 'Ordonnance',
    blocks: [
      facts([
        [words.prescriber, delegator && nameOf(delegator)],
        [words.profession, delegator && PROFESSIONS[profession]],
        [words.identifier, rpps && words.rpps(rpps)],
        [words.address, [letterhead.name, ...letterhead.address, 'France'].join(', ')],
        [words.phone, phone && spaced(phone)],
        [words.email, email],
      ]),
      facts([
        [words.patient, nameOf(patient)],
        [words.sex, patient.sex && SEXES[patient.sex]],
        [words.birthDate, patient.birthDate && `${clock.date(patient.birthDate)} (${words.age(patient.ageYears)})`],
        ...(prescription?.doseItems ?? []).map(
          (item) => [doses.get(item)?.label ?? '', doses.get(item)?.value] as const,
        ),
      ]),
      { kind: 'heading', text: prescription?.title ?? words.prescription },
      { kind: 'text', text: prescription ? medicineOf(prescription, words.ofThisDay) : '' },
      facts([
        [words.lastDay, condition?.lastDay && clock.date(condition.lastDay)],
        [words.protocol, words.version(protocol.title, protocol.version)],
        [words.givenBy, signerOf(delegate)],
      ]),
      { kind: 'signature', text: words.signatureOf(nameOf(delegator ?? {})) },
    ],
    ...(condition && { condition }),
  };
}

/** `+33 6 39 98 12 34`: the prefix stays, as the law wants it on a prescription. */
export function spaced(phone: string): string {
  return phone.replace(/^(\+33)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3 $4 $5 $6');
}

// ——— Times ———

export interface Clock {
  day(instant: Instant): string;
  time(instant: Instant): string;
  date(plain: string): string;
}

export function clockOf(timeZone: string): Clock {
  const day = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone });
  const time = new Intl.DateTimeFormat('fr', { hour: '2-digit', minute: '2-digit', timeZone });
  const date = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });
  return {
    day: (instant) => day.format(fromInstant(instant)),
    time: (instant) => time.format(fromInstant(instant)),
    date: (plain) => date.format(Date.parse(plain)),
  };
}
