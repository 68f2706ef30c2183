import type { MatterKind } from '@relais/sdk/coordination';
import { dates, trouble } from '../../ui/words/en.ts';
import { reading } from '../../ui/words/reading-en.ts';
import type { MattersStrings } from './fr.ts';

const count = (number: number, one: string, more: string) => `${number} ${number === 1 ? one : more}`;

const kinds: Record<MatterKind, (number: number) => string> = {
  logBroken: () => 'The log is not whole: tell whoever runs the server before anything else',
  callbacksLate: (number) => count(number, 'person waits', 'people wait') + ' to be called back beyond the target',
  patientsToCall: (number) => count(number, 'patient', 'patients') + ' to call: their seat is gone',
  visitsLeftOpen: (number) => count(number, 'visit', 'visits') + ' left open',
  mailsStuck: (number) => count(number, 'e-mail does', 'e-mails do') + ' not leave',
  webhookStuck: (number) =>
    `Software is not told any more: ${count(number, 'end of a protocol waits', 'ends of protocols wait')}`,
  trainingEnding: (number) =>
    count(number, 'certificate of training has', 'certificates of training have') + ' ended or soon will',
  logUnchecked: () => 'The log was not checked for a week',
};

export const en: MattersStrings = {
  ...dates,
  ...trouble,
  ...reading,
  loading: 'Reading…',
  unreachable: 'The list cannot be read',
  unreachableText:
    'The server does not answer. That does not mean that there is nothing to see. Try again in a moment.',
  title: 'To see today',
  matter: (kind, number) => kinds[kind](number),
  since: (when) => `since ${when}`,
  grave: 'urgent',
  due: 'to do',
  open: 'Open',
  nothing: 'Nothing waits for anybody',
  nothingText: (when) => `All is up to date at ${when}.`,
};
