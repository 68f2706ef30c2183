import type { CheckExportFile } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  readonly CheckExportFile: CheckExportFile;
}

const members: MembersOf<Sent> = {
  CheckExportFile: { content: 'The file as it was received, in base 64; 2 MiB at most before' },
};

export const exportFileWords: ApiWords = { members };
