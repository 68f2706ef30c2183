import type { PaperWords } from './fr.ts';

const s = (count: number) => (count === 1 ? '' : 's');

export const en: PaperWords = {
  locale: 'en-GB',
  page: ['page', 'of'],
  on: (date) => date,
  days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  fromTo: (first, last) => `${first} to ${last}`,
  everyDay: 'every day',
  and: ' and ',
  between: '; ',
  time: (hour, minute) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  range: (from, to) => `${from}\xa0– ${to}`,
  roundTheClock: 'at any hour',
  said: (what, how) => `${what}: ${how}`,
  site: (name, details) => [name, ...details].join(', '),
  stepFree: 'step-free access',
  steps: 'steps at the entrance',
  duration: (minutes) => {
    if (minutes < 60) return `${minutes}\xa0min`;
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return `${hours}\xa0h${rest === 0 ? '' : ` ${rest}\xa0min`}`;
  },

  poster: {
    title: (name) => `Poster, ${name}`,
    synthetic: 'Demonstration: places and people are invented. Not to be put up.',
    lead: [
      'A health problem that cannot wait, and your own doctor cannot see you?',
      'Health professionals of the area keep places for such unscheduled care. For a repeat prescription, a certificate or a follow-up, see your own doctor.',
    ],
    urgent: 'This is not for emergencies: call\xa015',
    urgentText: 'Deaf, hard of hearing, or unable to speak: text\xa0114.',
    act: 'Ask for an appointment',
    scan: 'Point the camera of your telephone at this code, or go to:',
    code: (address) => `QR code of the page where to ask for an appointment: ${address}`,
    orCall: 'Or telephone:',
    call: 'Telephone:',
    ask: 'Ask your doctor, your pharmacist or your nurse: they can ask for a place for you.',
    when: 'When, usually',
    whenNote: (date) =>
      `By the planning of ${date}. There may be closures, on public holidays above all, and places are few.`,
    where: 'Where',
    whereNote: 'You are told the place with the appointment.',
    rest: (left) => `and ${left} more place${s(left)}`,
    foot: (date) => `Poster printed on ${date}, to be printed again when the planning changes. Relais`,
  },

  sheet: {
    title: 'Thirty minutes to begin',
    synthetic: 'Demonstration: places and people are invented.',
    draft: 'The list of signs is a draft: a doctor of the structure must validate and sign it before the centre opens.',
    noChecklist:
      'No list of signs is in force: without one no seat can be given, but for a call that was regulated already.',
    noReasons: 'No reasons are in force: without one no appointment can be made.',
    dated: (date, version) => `Printed on ${date}, planning version ${version}`,
    reach: (phone) => `Coordination: ${phone}`,
    blank: '……………………………………',

    who: 'Who does what (5 minutes)',
    roles: [
      [
        'Secretary',
        'takes calls, gives a seat, puts on the call-back list or sends elsewhere; keeps the call-back board; notes who has come and who has not.',
      ],
      [
        'Dispatcher',
        'takes calls and call-backs too. For a call that was regulated already the list of signs is not asked, and the record says so.',
      ],
      [
        'Volunteer doctor',
        'sees the list of the day and what comes with each patient; begins, ends and closes the visit; takes the call-backs that are for clinicians alone; may have their ranges in the calendar of their telephone.',
      ],
      [
        'Coordinator',
        'publishes the planning and has the patients called whom it leaves without a seat; decides on reasons, call-back delays and where people are sent; reads the figures.',
      ],
    ],
    noVisits: 'The coordinator has not decided on the list of final reasons yet: a visit cannot be closed.',

    give: 'Giving a seat (15 minutes)',
    number:
      'Who calls, and from which number. The number alone tells what the person has already: appointments, call-backs, where they were sent.',
    checklist: (title, version, signs, status) =>
      `The signs first: “${title}”, version ${version}, ${signs} sign${s(signs)}, ${status}.`,
    draftStatus: 'a draft to be validated by a doctor of the structure',
    signedStatus: (by, date) => `signed by ${by} on ${date}`,
    red: 'A grave sign: “Call 15 now”, and no seat any more.',
    noSigns: 'The signs first: there is no list yet.',
    reason: (reasons) => `The reason, to be chosen from the list: ${reasons}.`,
    noReason: 'The reason: there is no list yet.',
    outcomes: 'One of three ends, and no other:',
    seat: 'A seat',
    seatText:
      '“Propose a seat” (F8) keeps one in the first half-day that has any, and says why this practice. Another one is chosen from the list of the day.',
    callback: 'A call back',
    callbackText: (classes) =>
      `“Put on the call-back list” (F9): the person joins the board, with a delay to be chosen. ${classes}.`,
    class: (label, target, clinician) => `${label} (${target}${clinician ? ', clinician only' : ''})`,
    elsewhere: 'Elsewhere',
    elsewhereText: (targets) => `“Redirect”: ${targets}. After a grave sign this is the only end left.`,
    checkCall: 'A check call is due then: the person comes first on the board.',
    noDesk: 'The coordinator has not decided on call-back delays and redirections yet: only a seat can be given.',
    more: (count) => `and ${count} more`,

    cancel: 'Cancelling, moving (5 minutes)',
    byPatient: (until) =>
      `Patients cancel or move by the link of their confirmation themselves, until ${until} before the time.`,
    untilStart:
      'Patients cancel or move by the link of their confirmation themselves, until the time of the appointment.',
    mail: 'The link goes by e-mail where an address is given.',
    noMail: 'This server sends no e-mail: the link is seen on the screen alone, when the patient confirms.',
    byDesk:
      'To move for them: a new call from the same number, another seat; Relais says that the person has an appointment already, and “Replace it” frees the former one, even when the deadline has passed.',
    freed: 'A seat given back is free for everybody at once.',
    freedOffered: (time) =>
      `A seat given back is offered to those who wait to be called and whom it suits, one person at a time, for ${time} each; when nobody is left or its time is near, it is free for everybody.`,

    where: 'Hours and places',
    hours: 'Usual hours',
    noHours: 'none that return every week; see the planning.',
    open: 'The patients’ page',
    openAt: (address) => `patients make appointments there themselves: ${address}`,
    gaps: {
      'not-open': 'seats are not open to patients; secretaries and dispatchers give them.',
      'no-page': 'its address is not known (manageUrl); the poster has no QR code.',
      'page-unreachable':
        'its address cannot be reached from elsewhere by https (manageUrl); the poster has no QR code.',
      'page-too-long': 'its address is too long for a QR code; the poster has none.',
      'no-reasons': 'no appointment can be made there without a list of reasons.',
      'no-checklist': 'no appointment can be made there without a list of signs.',
    },
    sites: 'Places',
    rest: (left) => `and ${left} more place${s(left)}, in the planning`,

    share: 'Sharing the load (2 minutes)',
    shareText: (byEqual, period) =>
      `Each request counts for the practices that could have taken it, ${
        byEqual ? 'in equal parts' : 'in proportion to the seats each of them offered'
      }; the seat proposed is of the practice furthest behind its share, and another choice counts the same${
        {
          none: '',
          month: '; the account begins anew every month',
          quarter: '; the account begins anew every quarter',
        }[period]
      }.`,
    shareAlone: 'One practice alone receives patients: there is nothing to share.',

    weeks: 'The first weeks (3 minutes)',
    weeksBlank: 'Trial weeks, set by the coordinator: from …………………… to ……………………',
    weeksText:
      'In the planning, “Dry run” shows the coordinator what a patient would find. An appointment made for practice takes a real seat. Made for a day of the trial period (“Centre” in the planning), it is counted apart in the figures. Cancelled, it gives the seat back and leaves the sharing of the load.',

    call: 'Whom to call',
    coordination: 'Coordination',
    doctor: 'Doctor who answers for the list of signs',
    breakdown: 'Breakdown, or a question about the tool',
    urgency: 'Emergency',
    urgencyText: '15 (114 by text message for people who are deaf or hard of hearing)',
  },
};
