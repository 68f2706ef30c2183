import { fixture, html } from '@open-wc/testing';
import '@relais/elements';
import type { Intake } from '@relais/elements';
import { memoryStorage, type Client, type RelaisStorage } from '@relais/sdk';
import type { PageBackend } from '@relais/server/page';
import { Caller } from '../../../stories/intake/caller.ts';
import { deskSettings } from '../../../stories/intake/desk.ts';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { openBackend, openClient } from './backend.ts';
import { checklist, englishChecklist, settings, territory } from './structure.ts';

/** The fixture's structure with a desk. */
export function openDesk(desk = deskSettings): Promise<PageBackend> {
  return openBackend({
    structures: [{ settings, territory, checklists: [checklist, englishChecklist], desk }],
  });
}

/** Somebody of the desk, on a device of theirs. */
export function deskClient(backend: PageBackend, storage: RelaisStorage = memoryStorage()): Client {
  return openClient(backend, {
    storage,
    getToken: () => backend.signToken('secretary', settings.id),
    getPerson: () => Promise.resolve('nadia'),
  });
}

export function mount(client: Client, language = 'fr'): Promise<Intake> {
  return fixture<Intake>(html`<relais-intake .client=${client} language=${language}></relais-intake>`);
}

/** The secretary of the stories, with what tests look for. */
export class IntakeDriver extends Caller {
  static async open(client: Client, language = 'fr'): Promise<IntakeDriver> {
    const driver = new IntakeDriver(await mount(client, language));
    await driver.ready();
    return driver;
  }

  /** Id of what has the focus. */
  get focused(): string {
    return this.root.activeElement?.id ?? '';
  }

  /** Titles of the calls under way. */
  get calls(): string[] {
    return [...this.root.querySelectorAll('[role=tab]')].map(wordsOf);
  }

  /** The number, as it is read aloud. */
  get phone(): string {
    return this.field('phone').value.replace(/\s/gu, ' ');
  }

  async tick(sign: string): Promise<void> {
    this.field(`sign-${sign}`).click();
    await this.element.updateComplete;
  }

  /** Until it is said what has been recorded. */
  async done(): Promise<void> {
    await this.until('it is recorded', () => this.root.getElementById('done') !== null);
  }
}
