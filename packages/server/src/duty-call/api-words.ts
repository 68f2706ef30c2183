import type { DutyAnswers, DutyCallRequest, DutyRangeKey, GivenDuty } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

interface Sent {
  DutyCallRequest: DutyCallRequest;
  DutyRangeKey: DutyRangeKey;
  GivenDuty: GivenDuty;
  DutyAnswers: DutyAnswers;
}

const members: MembersOf<Sent> = {
  DutyCallRequest: {
    ranges: 'Ranges of the planning in force that have not begun',
    volunteers: 'Who is asked: volunteers of the territory file',
    closes: 'Last day of answers, no later than the first range',
    word: 'To colleagues, on one line, nothing about a patient; when absent nothing is said',
  },
  DutyRangeKey: {
    practiceId: 'Practice of the range',
    serviceDate: 'Its date',
    start: 'Its start by the clock of the place',
  },
  GivenDuty: {
    range: 'Number of a range of the call',
    volunteerId: 'One of those who were asked',
  },
  DutyAnswers: { answers: 'For ranges of the call, by number, whether one can' },
};

export const dutyCallWords: ApiWords = { members };
