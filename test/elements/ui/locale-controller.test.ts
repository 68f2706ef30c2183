import { expect } from '@open-wc/testing';
import { LitElement } from 'lit';
import type { Vocabulary } from '../../../packages/elements/src/ui/locale-context.ts';
import { LocaleController, type Localized } from '../../../packages/elements/src/ui/locale-controller.ts';

interface Words {
  readonly complete: string;
}

/** An element that speaks, and tells how often it was drawn. */
class Speaker extends LitElement implements Localized<Words> {
  static override properties = { language: {}, strings: { attribute: false } };
  declare language: string | undefined;
  declare strings: Partial<Words> | undefined;
  locale!: LocaleController<Words>;
  drawings = 0;

  protected override render(): string {
    this.drawings++;
    return this.locale.strings.complete;
  }
}
customElements.define('test-speaker', Speaker);

/** A language that comes, or fails, as the test wants, and how often it was asked for. */
class Fetching {
  asked = 0;
  vocabulary: Vocabulary<Words>;

  constructor(answer: () => Promise<Words>) {
    const en = (): Promise<Words> => {
      this.asked++;
      return answer();
    };
    this.vocabulary = { fr: { complete: 'Terminer' }, others: { en } };
  }
}

describe('LocaleController', () => {
  let speaker: Speaker;

  afterEach(() => speaker.remove());

  async function speak({ vocabulary }: Fetching): Promise<void> {
    speaker = new Speaker();
    speaker.locale = new LocaleController(speaker, vocabulary);
    speaker.language = 'en';
    document.body.append(speaker);
    await settle();
  }

  /** Time for many more drawings than a language takes. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
  }

  const unreachable = (): Promise<Words> => Promise.reject(new TypeError('Failed to fetch'));

  it('speaks French where a language cannot be fetched, and asks for it once', async () => {
    const fetching = new Fetching(unreachable);
    await speak(fetching);
    expect(speaker.shadowRoot!.textContent).to.equal('Terminer');
    expect([fetching.asked, speaker.drawings <= 2]).to.deep.equal([1, true]);
  });

  it('has all the words of the language that is wanted once all are brought, when another element brought the French ones', async () => {
    let arrive!: (words: Words) => void;
    const fetching = new Fetching(() => new Promise((resolve) => (arrive = resolve)));
    const whole = (): Promise<Words> => Promise.resolve({ complete: 'Terminer la visite' });
    fetching.vocabulary = { ...fetching.vocabulary, whole };
    await speak(fetching);
    const french = new Speaker();
    french.language = 'fr';
    await new LocaleController(french, fetching.vocabulary).loadAll();

    let hasAll = false;
    const all = speaker.locale.loadAll().then(() => (hasAll = true));
    await settle();
    expect(hasAll).to.equal(false);
    arrive({ complete: 'Finish' });
    await all;
    expect(speaker.locale.strings.complete).to.equal('Finish');
  });

  it('asks again once another language has been wanted, or its element is put in the page again', async () => {
    const fetching = new Fetching(unreachable);
    await speak(fetching);
    speaker.language = 'fr';
    await settle();
    speaker.language = 'en';
    await settle();
    expect(fetching.asked).to.equal(2);
    document.body.append(speaker);
    await settle();
    expect(fetching.asked).to.equal(3);
  });

  it('asks once for a language that is on its way, and speaks it when it comes', async () => {
    let arrive!: (words: Words) => void;
    const fetching = new Fetching(() => new Promise((resolve) => (arrive = resolve)));
    await speak(fetching);
    speaker.requestUpdate();
    await settle();
    arrive({ complete: 'Finish' });
    await settle();
    expect(fetching.asked).to.equal(1);
    expect(speaker.shadowRoot!.textContent).to.equal('Finish');
  });

  it('lets the host replace words of the language that took its place', async () => {
    await speak(new Fetching(unreachable));
    speaker.strings = { complete: 'Envoyer' };
    await settle();
    expect(speaker.shadowRoot!.textContent).to.equal('Envoyer');
  });
});
