import type { Locator, Page } from '@playwright/test';

/** A person nobody is; the number is in the range kept for fiction. */
export interface Visitor {
  familyName: string;
  givenName: string;
  birthDate: string;
  phone: string;
  email?: string;
}

let visitors = 0;

/** Another person at every call: one may hold only one live booking. */
export function createVisitor(): Visitor {
  visitors += 1;
  const unique = `${process.pid}${visitors}`.slice(-6).padStart(6, '0');
  return {
    familyName: `Delaunay${unique.replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))}`,
    givenName: 'Capucine',
    birthDate: '31/03/1980',
    phone: `06 39 98 ${unique.slice(-4, -2)} ${unique.slice(-2)}`,
  };
}

/** Words of a slot's button; `place` and `left` are patterns. */
interface SlotWords {
  start?: string;
  place?: string;
  left?: string;
}

/** An instant as the pattern of the wall time people read: `14 h 15`, `9 h`. */
function sayTime(instant: string): string {
  const time = new Intl.DateTimeFormat('fr', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' });
  const [hour, minute] = time.format(new Date(instant)).split(':').map(Number);
  return minute ? String.raw`${hour}\sh\s${String(minute).padStart(2, '0')}` : String.raw`${hour}\sh`;
}

/** What a person does with a picker, by the words and roles they see. */
export class PickerPage {
  readonly page: Page;
  readonly root: Locator;

  constructor(page: Page, position = 0) {
    this.page = page;
    this.root = page.locator('relais-slot-picker').nth(position);
  }

  heading(name: string | RegExp): Locator {
    return this.root.getByRole('heading', { name });
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name });
  }

  async start(): Promise<void> {
    await this.button('Demander un rendez-vous').click();
    await this.heading(/signes/i).waitFor();
  }

  /** From the first screen to the choice of a seat, with no sign ticked. */
  async answerChecklist(): Promise<void> {
    await this.start();
    await this.tickNothing();
  }

  async tickNothing(): Promise<void> {
    await this.button('Aucun de ces signes').click();
    await this.heading('Motif de la visite').waitFor();
  }

  /** Takes the first reason of the list, which leads on by itself. */
  async pickReason(): Promise<void> {
    await this.root.getByRole('listitem').getByRole('button').first().click();
  }

  async chooseReason(): Promise<void> {
    await this.pickReason();
    await this.heading('Choix du créneau').waitFor();
  }

  /** Opens the needs and the half-days that are folded. */
  async unfold(): Promise<void> {
    const folded = this.root.locator('details:not([open]) > summary');
    while ((await folded.count()) > 0) await folded.first().click();
  }

  /**
   * Buttons of the list by what they say, such as « jeudi 12 novembre, 14 h 15, MSP des Tilleuls, 2 places »: all of them, or those of a
   * start (an instant), of a place, or with the given words for what is left.
   */
  slots({ start, place = '.+', left = String.raw`(\d+ places?|complet)` }: SlotWords = {}): Locator {
    const name = new RegExp(`\\s${start ? sayTime(start) : String.raw`\d+\sh(\s\d\d)?`}, ${place}, ${left}$`);
    return this.root.getByRole('listitem').getByRole('button', { name });
  }

  async takeFirstSeat(): Promise<void> {
    await this.button(/^Le premier créneau/).click();
    await this.heading('Vos coordonnées').waitFor();
  }

  async fill(visitor: Visitor): Promise<void> {
    await this.root.getByLabel('Nom', { exact: true }).fill(visitor.familyName);
    await this.root.getByLabel('Prénom').fill(visitor.givenName);
    await this.root.getByLabel('Date de naissance').fill(visitor.birthDate);
    await this.root.getByLabel('Téléphone').fill(visitor.phone);
    if (visitor.email) await this.root.getByLabel('Courriel').fill(visitor.email);
  }

  async confirm(): Promise<void> {
    await this.button('Confirmer le rendez-vous').click();
  }

  /** From the first screen to the confirmation. */
  async book(visitor: Visitor): Promise<void> {
    await this.answerChecklist();
    await this.chooseReason();
    await this.takeFirstSeat();
    await this.fill(visitor);
    await this.confirm();
    await this.heading('Rendez-vous confirmé').waitFor();
  }
}
