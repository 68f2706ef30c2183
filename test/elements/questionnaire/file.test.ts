import { expect, oneEvent } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { aside, HL7, mountForm, responseOf, type Item, type Respondent } from '../support/questionnaire.ts';
import { waitUntil } from '../support/wait.ts';

const accepted = ['application/pdf', 'image/*'].map((valueCode) => ({ url: `${HL7}mimeType`, valueCode }));

function question(rest: object = {}): Item {
  return { linkId: 'ordonnance', type: 'attachment', text: 'Ordonnance', extension: accepted, ...rest };
}

/** Chooses a file as the browser's own window would. */
function give(person: Respondent, file: File): void {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  const field = person.field('ordonnance');
  field.files = chosen.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const letter = (text = 'bonjour', name = 'lettre.pdf'): File =>
  new File([text], name, { type: 'application/pdf', lastModified: Date.UTC(2026, 0, 2) });

/** A file whose disk has been taken out. */
class LostFile extends File {}

async function withLostDisk(action: () => Promise<void>): Promise<void> {
  const { FileReader } = globalThis;
  globalThis.FileReader = class extends FileReader {
    override readAsDataURL(file: Blob): void {
      if (file instanceof LostFile) queueMicrotask(() => void this.dispatchEvent(new ProgressEvent('error')));
      else super.readAsDataURL(file);
    }
  };
  try {
    await action();
  } finally {
    globalThis.FileReader = FileReader;
  }
}

describe('relais-questionnaire', () => {
  describe('file', () => {
    it('is accessible, without a file and with one', async () => {
      const person = await mountForm([question()]);
      await expect(person.element).to.be.accessible();
      give(person, letter());
      await oneEvent(person.element, 'change');
      await expect(person.element).to.be.accessible();
    });

    it('keeps a file whole, with its type, size, name and time', async () => {
      const person = await mountForm([question()]);
      give(person, letter());
      await oneEvent(person.element, 'change');
      expect(person.answers('ordonnance')).to.deep.equal([
        {
          contentType: 'application/pdf',
          data: btoa('bonjour'),
          size: 7,
          title: 'lettre.pdf',
          creation: '2026-01-02T00:00:00.000Z',
        },
      ]);
    });

    it('shows its name and size, and says that it is there', async () => {
      const person = await mountForm([question()]);
      give(person, letter('x'.repeat(1500)));
      await oneEvent(person.element, 'change');
      await person.element.updateComplete;
      expect(person.box('ordonnance').textContent).to.match(/lettre\.pdf \(1,5\sko\)/);
      expect(person.said).to.match(/lettre\.pdf.*ajouté/);
    });

    it('offers the types the form accepts, and tells one that is not among them', async () => {
      const person = await mountForm([question()]);
      expect(person.field('ordonnance').accept).to.equal('application/pdf,image/*');
      give(person, new File(['x'], 'x.txt', { type: 'text/plain' }));
      await oneEvent(person.element, 'change');
      await person.element.updateComplete;
      expect(person.faults('ordonnance')).to.include('application/pdf');
    });

    it('is replaced, and removed', async () => {
      const initial = [{ valueAttachment: { title: 'ancien.pdf', contentType: 'application/pdf', data: 'QQ==' } }];
      const person = await mountForm([question({ initial })]);
      expect(person.box('ordonnance').textContent).to.match(/ancien\.pdf \(1\so\)[^]*Remplacer le fichier/);
      give(person, letter('bis', 'nouveau.pdf'));
      await oneEvent(person.element, 'change');
      await person.element.updateComplete;
      expect(person.box('ordonnance').textContent).to.include('nouveau.pdf').and.not.to.include('ancien.pdf');
      await person.press('Retirer');
      expect(person.answers('ordonnance')).to.deep.equal([]);
      await waitUntil(() => person.active === person.field('ordonnance'));
    });

    it('says that a file cannot be read, and keeps the one before it', async () => {
      const initial = [{ valueAttachment: { title: 'ancien.pdf', contentType: 'application/pdf', data: 'QQ==' } }];
      const person = await mountForm([question({ initial })]);
      await withLostDisk(async () => {
        give(person, new LostFile(['x'], 'perdu.pdf'));
        await waitUntil(() => /n’a pas pu être lu/.test(person.said));
      });
      expect(person.box('ordonnance').textContent).to.match(/perdu\.pdf[^]*n’a pas pu être lu/);
      expect(person.answers('ordonnance')).to.deep.equal([initial[0]?.valueAttachment]);
    });

    it('tells with its field the file it holds, what became of the one chosen last, and what is wrong', async () => {
      const held = [{ valueAttachment: { title: 'ancien.pdf', contentType: 'text/plain', data: 'QQ==' } }];
      const help = aside('aide', 'help', 'En PDF de préférence.');
      const person = await mountForm([question({ item: [help] })], { response: responseOf({ ordonnance: held }) });
      await person.press('Terminer');
      const told = (): string => {
        const ids = person.field('ordonnance').getAttribute('aria-describedby')!.split(' ');
        return ids.map((id) => wordsOf(person.root.getElementById(id))).join(' | ');
      };
      expect(told()).to.match(/^ancien\.pdf \(1\so\) \| En PDF de préférence\. \| .*application\/pdf/);
      await withLostDisk(async () => {
        give(person, new LostFile(['x'], 'perdu.pdf'));
        await waitUntil(() => /n’a pas pu être lu/.test(person.said));
      });
      expect(told()).to.match(/^ancien\.pdf .* \| perdu\.pdf : .*n’a pas pu être lu\. \| En PDF/);
      give(person, letter());
      await oneEvent(person.element, 'change');
      await person.element.updateComplete;
      expect(told()).to.match(/^lettre\.pdf \(7\so\) \| En PDF de préférence\.$/);
    });

    it('shows a file to be read only', async () => {
      const initial = [{ valueAttachment: { title: 'lettre.pdf', contentType: 'application/pdf', data: 'QQ==' } }];
      const person = await mountForm([question({ readOnly: true, initial })]);
      const box = person.box('ordonnance');
      expect(box.textContent).to.include('lettre.pdf');
      expect(box.querySelector('button, [type="file"]')).to.equal(null);
      await expect(person.element).to.be.accessible();
    });

    it('takes several files where the question repeats', async () => {
      const person = await mountForm([question({ repeats: true })]);
      give(person, letter());
      await oneEvent(person.element, 'change');
      await person.press('Ajouter une réponse');
      expect(person.fields('ordonnance')).to.have.length(2);
      expect(person.field('ordonnance', 1).getAttribute('aria-label')).to.match(/^Ordonnance \(2 sur 2\)/);
    });
  });
});
