import type { Waitlist } from '@relais/elements';
import { createIntakes } from '@relais/sdk/intake';
import { createWaitingLists } from '@relais/sdk/waiting-list';
import { DeskReader } from '../support/desk-reader.ts';
import { DeskStage, type Colleague } from './desk-stage.ts';

/** Names of nobody; the numbers are of the range kept for fiction. */
export const listed = [
  { familyName: 'Abiven', givenName: 'Yann', birthDate: '1988-09-21', phone: '+33639980013', priority: 'habituelle' },
  { familyName: 'Ferrand', givenName: 'Odile', birthDate: '1944-12-02', phone: '+33639980014', priority: 'rapide' },
] as const;

/** A list in a file, with what people write in such files: one line of three is not taken. */
export const FILE = [
  'Nom;Prénom;Né le;Tél;Priorité;ALD',
  'Zidane;Karim;11/07/1979;06 39 98 00 17;Rapide;oui',
  'Le Braz;Soazig;08/03/1963;06 39 98;;',
  'Nguyen;Linh;30/01/1996;06 39 98 00 15;;non',
].join('\n');

/** A desk that keeps waiting lists. */
export class ListsStage extends DeskStage {
  listsOf(who: Colleague) {
    return createWaitingLists(this.clientOf(who));
  }

  async fill(): Promise<void> {
    for (const [index, person] of listed.entries())
      await this.listsOf('nadia').add('sans-medecin-traitant', { ...person, id: `entry-${'0'.repeat(15)}${index}` });
  }

  /** Closes a list, or opens it again. */
  async closeList(code: string, isClosed = true): Promise<void> {
    await this.listsOf('claire').changeSettings((settings) => ({
      ...settings,
      lists: settings.lists.map(({ closed, ...list }) => ({
        ...list,
        ...((list.code === code ? isClosed : closed) && { closed: true as const }),
      })),
    }));
  }

  /** Somebody without a treating doctor telephones, and is sent elsewhere. */
  async takeCall(birthDate: string, attendingDoctor: 'none' | 'here'): Promise<void> {
    const id = `intake-${birthDate}-0000`;
    await createIntakes(this.clientOf('nadia')).record({
      ...{ id, entryPoint: 'patient', phone: '0639980099', regulated: { by: 'doctor' }, reason: 'orl' },
      person: { familyName: 'Vasseur', givenName: 'Mireille', birthDate },
      ...{ facts: { attendingDoctor }, anotherPerson: true, decision: { kind: 'redirected', target: 'dentist' } },
    });
  }
}

export class ListReader extends DeskReader<Waitlist> {}
