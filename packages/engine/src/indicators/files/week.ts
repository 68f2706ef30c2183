import type { Figure, FigureList } from '@relais/model';
import type { FileLanguage } from './words.ts';

/** What a week is told by: requests, visits, seats filled, how long it took, patients under a protocol. */
export const WEEKLY_INDICATORS = ['SNP-01', 'SNP-02', 'SNP-04', 'SNP-06', 'COOP-01'] as const;

/** Monday to Sunday of the last week that is over. */
export function lastWeek(today: string): { readonly from: string; readonly to: string } {
  const time = Date.parse(today);
  const sinceMonday = (new Date(time).getUTCDay() + 6) % 7;
  const day = (offset: number) => new Date(time + offset * 86_400_000).toISOString().slice(0, 10);
  return { from: day(-sinceMonday - 7), to: day(-sinceMonday - 1) };
}

/**
 * The week in one sentence, ready to be sent to the members. Says nothing of what is hidden or cannot be calculated, compares where both weeks have a
 * number, and says so when there is nothing to tell.
 */
export function weeklySentence({ figures }: Pick<FigureList, 'figures'>, name: string, language: FileLanguage): string {
  const [first] = figures;
  if (!first) return '';
  return sayingsIn(language).whole(name, first.from, first.to, figurePhrases({ figures }, language));
}

/** What a sentence says of each of these figures, of those it has a phrase for and a number. */
export function figurePhrases({ figures }: Pick<FigureList, 'figures'>, language: FileLanguage): string[] {
  const say = sayingsIn(language);
  return figures.flatMap((figure) => say.part(figure) ?? []);
}

interface Sayings {
  part(figure: Figure): string | undefined;
  whole(name: string, from: string, to: string, parts: readonly string[]): string;
}

const french = sayings('fr', {
  'SNP-01': (n) => `${n} demandes de soins non programmés`,
  'SNP-02': (n) => `${n} passages`,
  'SNP-04': (n, parts) => `${n} des créneaux remplis (${parts})`,
  'SNP-06': (n) => `un délai médian de ${n} entre la demande et le soin`,
  'COOP-01': (n) => `${n} patients pris en charge sous protocole`,
});

const english = sayings('en', {
  'SNP-01': (n) => `${n} requests for unscheduled care`,
  'SNP-02': (n) => `${n} visits`,
  'SNP-04': (n, parts) => `${n} of the slots filled (${parts})`,
  'SNP-06': (n) => `a median of ${n} from request to care`,
  'COOP-01': (n) => `${n} patients cared for under a protocol`,
});

function sayingsIn(language: FileLanguage): Sayings {
  return language === 'en' ? english : french;
}

type Phrase = (number: string, parts: string) => string;

function sayings(language: FileLanguage, phrases: Readonly<Record<string, Phrase>>): Sayings {
  const isFrench = language === 'fr';
  const locale = isFrench ? 'fr-FR' : 'en-GB';
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const day = (text: string) => date.format(Date.parse(text)).replace(/^1 /, isFrench ? '1er ' : '1 ');
  const minutes = (value: number) =>
    value < 60
      ? `${Math.round(value)}\u00a0min`
      : `${Math.floor(value / 60)}\u00a0h\u00a0${String(Math.round(value) % 60).padStart(2, '0')}`;
  const write = ({ unit }: Figure, value: number) =>
    unit === 'percent' ? `${plain.format(value)}\u00a0%` : unit === 'minutes' ? minutes(value) : plain.format(value);
  const change = ({ unit, value, comparison }: Figure) => {
    const before = comparison?.value;
    if (value === null || before == null || before === 0 || unit === 'percent' || unit === 'minutes') return '';
    return ` (${signed.format((value - before) / before)})`;
  };
  return {
    part(figure) {
      const phrase = phrases[figure.indicator];
      if (!phrase || figure.value === null || figure.hidden) return undefined;
      const parts = `${plain.format(figure.numerator ?? 0)}/${plain.format(figure.denominator ?? 0)}`;
      return `${phrase(write(figure, figure.value), parts)}${change(figure)}`;
    },
    whole(name, from, to, parts) {
      const [last = '', ...others] = [...parts].reverse();
      const list = others.length ? `${others.reverse().join(', ')}${isFrench ? ' et ' : ' and '}${last}` : last;
      if (isFrench)
        return parts.length
          ? `${name}, semaine du ${day(from)} au ${day(to)}\u00a0: ${list}.`
          : `${name}, semaine du ${day(from)} au ${day(to)}\u00a0: pas de chiffre qui puisse être publié.`;
      return parts.length
        ? `${name}, week of ${day(from)} to ${day(to)}: ${list}.`
        : `${name}, week of ${day(from)} to ${day(to)}: no figure that may be published.`;
    },
  };
}
