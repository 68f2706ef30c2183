import { allocation } from './allocation/index.ts';
import { booking } from './booking/index.ts';
import { checklist } from './checklist/index.ts';
import type { Subject } from './core/subject.ts';
import { people } from './people/index.ts';
import { scheduling } from './scheduling/index.ts';
import { structure } from './structure/index.ts';

/** What the backend is about. Of what several say of a structure the later counts: its settings name it better than its territory file. */
export const subjects: readonly Subject[] = [scheduling, structure, checklist, people, allocation, booking];
