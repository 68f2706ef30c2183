import type { PosterAct, PosterSection, PrintedPoster } from '../core/print/stationery.ts';
import { isBookable, phoneOf, short } from './launch.ts';
import type { Launch } from './launch.ts';
import { sayHours, saySite, speechOf } from './speech.ts';
import type { Speech } from './speech.ts';

/** The poster of a centre: it promises a patient nothing that the page behind its code, or the planning, does not hold. */
export function posterOf(launch: Launch): PrintedPoster {
  const { language, at, today, structure } = launch;
  const speech = speechOf(language);
  const t = speech.t.poster;
  const name = short(structure.name, 160);
  return {
    ...{ language, at, name, title: t.title(name) },
    mark: structure.synthetic ? t.synthetic : undefined,
    lead: t.lead,
    warning: { title: t.urgent, text: t.urgentText },
    act: actOf(launch, speech),
    sections: [...whenOf(launch, speech), ...whereOf(launch, speech)],
    foot: t.foot(speech.date(today)),
  };
}

/** The code where a patient can book there, the telephone where there is one; else somebody who can ask. */
function actOf(launch: Launch, { t: { poster: t } }: Speech): PosterAct {
  const { page, isOpen, structure } = launch;
  const phone = phoneOf(structure);
  const call = (words: string) => (phone === undefined ? [] : [{ text: words }, { text: phone, isLoud: true }]);
  if (page !== undefined && isBookable(launch)) {
    const code = { address: page, alt: t.code(page) };
    return { heading: t.act, code, lines: [{ text: t.scan }, { text: page }, ...call(t.orCall)] };
  }
  if (isOpen && phone !== undefined) return { heading: t.act, lines: call(t.call) };
  return { heading: t.act, lines: [{ text: t.ask }, ...call(t.orCall)] };
}

function whenOf({ isOpen, hours, today }: Launch, speech: Speech): PosterSection[] {
  const t = speech.t.poster;
  const items = isOpen ? sayHours(speech, hours) : [];
  return items.length === 0 ? [] : [{ heading: t.when, items, note: t.whenNote(speech.date(today)) }];
}

function whereOf({ structure, hours }: Launch, speech: Speech): PosterSection[] {
  const t = speech.t.poster;
  const sites = structure.sites.filter(({ id }) => hours.sites.has(id));
  const note = sites.length > 1 ? { note: t.whereNote } : {};
  return [{ heading: t.where, items: sites.map((site) => saySite(speech, site)), rest: t.rest, ...note }];
}
