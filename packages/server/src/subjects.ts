import { actionLog } from './action-log/index.ts';
import { activityReport } from './activity-report/index.ts';
import { allocation } from './allocation/index.ts';
import { booking } from './booking/index.ts';
import { checklist } from './checklist/index.ts';
import { contract } from './contract/index.ts';
import { coordination } from './coordination/index.ts';
import { dashboard } from './dashboard/index.ts';
import { desk } from './desk/index.ts';
import { consent } from './consent/index.ts';
import { exportFile } from './export-file/index.ts';
import { dutyCall } from './duty-call/index.ts';
import { figureRules } from './figure-rules/index.ts';
import { history } from './history/index.ts';
import { freedSeat } from './freed-seat/index.ts';
import { indicators } from './indicators/index.ts';
import { intake } from './intake/index.ts';
import type { Subject } from './core/subject.ts';
import { letter } from './letter/index.ts';
import { openNow } from './open-now/index.ts';
import { papers } from './papers/index.ts';
import { patientRequest } from './patient-request/index.ts';
import { people } from './people/index.ts';
import { planning } from './planning/index.ts';
import { protocol } from './protocol/index.ts';
import { run } from './run/index.ts';
import { scheduling } from './scheduling/index.ts';
import { session } from './session/index.ts';
import { structure } from './structure/index.ts';
import { team } from './team/index.ts';
import { retention } from './retention/index.ts';
import { visit } from './visit/index.ts';
import { webhook } from './webhook/index.ts';
import { waitingList } from './waiting-list/index.ts';

/** What the backend is about. Of what several say of a structure the later counts: its settings name it better than its territory file. */
export const subjects: readonly Subject[] = [
  scheduling,
  structure,
  checklist,
  people,
  session,
  allocation,
  booking,
  planning,
  papers,
  dutyCall,
  desk,
  patientRequest,
  freedSeat,
  intake,
  protocol,
  consent,
  team,
  run,
  figureRules,
  indicators,
  dashboard,
  actionLog,
  contract,
  history,
  activityReport,
  exportFile,
  letter,
  visit,
  openNow,
  waitingList,
  webhook,
  retention,
  coordination,
];
