import type { FollowedNeed } from '../shown.ts';
import { list, number, plural } from './format.ts';

/** Words of the open door. */
export const en = {
  title: 'Ask for help',
  nav: 'What you can do here',
  danger: 'In danger? Call first:',
  police: 'Police',
  fire: 'Fire',
  ambulance: 'Ambulance',
  ask: 'Get help',
  follow: 'Follow up',
  join: 'Help out',
  noIncident: 'No emergency is open here at the moment.',
  noIncidentMore: 'You can still follow an earlier report or sign up to help.',
  oneOf: 'Which emergency',

  report: {
    title: 'Ask for help',
    intro: 'No account needed, about a minute. You get a code to follow what happens.',
    category: 'What kind of help is needed?',
    categoryWrong: 'Choose the closest one.',
    what: 'What happened?',
    whatHint: 'For example: “Two dialysis patients on the fifth floor, no lift, treatment due this afternoon.”',
    whatWrong: 'Say in a few words what happened.',
    whatLong: (left: number) => `${number(-left)} characters too many.`,
    where: 'Where?',
    whereHint: 'Use one of these; the street and house number help people find you.',
    whereWrong: 'Choose the area, use your position, or name the area in the address.',
    usePosition: 'Use my position',
    finding: 'Looking for your position…',
    positionIn: (cell: string, metres: number) => `Your position is in ${cell}, exact to about ${number(metres)} m.`,
    positionOutside: 'Your position is outside the area covered here. Choose the area instead.',
    positionDenied: 'This browser may not use your position. Choose the area instead.',
    positionNone: 'Your position could not be found. Choose the area instead.',
    forgetPosition: 'Do not use it',
    area: 'Area',
    areaChoose: 'Choose the area',
    onMap: 'Choose on the map',
    hideMap: 'Hide the map',
    areaFromAddress: (cell: string) => `Area taken from the address: ${cell}`,
    address: 'Street, house, floor',
    addressHint: 'Only those who arrange the help and those who come see this. The map shows the area alone.',
    people: 'How many people?',
    peopleMore: 'More',
    peopleNumber: 'Number of people',
    peopleWrong: 'A number from 1 to 100,000.',
    vulnerable: 'Are any of these among them?',
    contact: 'How can we reach you?',
    contactHint: 'Only those who arrange the help and those who come to help see your name and number.',
    name: 'Name',
    phone: 'Phone',
    phoneWrong: 'Digits, spaces and a leading + only.',
    noPhone: 'Without a number nobody can call back; you can still follow by your code.',
    send: 'Send',
    sending: 'Sending…',
    fix: (count: number) => plural(count, '# thing is still missing', '# things are still missing'),
    waitTitle: 'Kept, not sent yet',
    wait: 'There is no connection. Your report is kept on this device and goes out by itself as soon as there is one. Keep this page open.',
    waitCall: 'If it cannot wait, call 110, 119 or 120.',
    discard: 'Do not send it',
    another: 'Report something else',
  },
  thanks: {
    title: 'Your report has arrived',
    codeLabel: 'Your code',
    keep: 'Write this code down or take a photo. With it anybody can see how far your report is, but not who you are.',
    copy: 'Copy the link',
    copied: 'Copied.',
    notCopied: 'This browser does not let the page copy. Write the code down.',
    print: 'Print',
    follow: 'See what happens now',
    next: 'What happens next',
    steps: [
      'A coordinator reads your report.',
      'Social workers and volunteers with the right skills nearby are asked to come.',
      'They may call you on the number you gave. They say the name of their organisation and never ask for money or passwords.',
    ],
    worse: 'If it gets worse or somebody is in danger, call 110, 119 or 120.',
    printedAt: (at: string) => `Reported ${at}`,
  },
  following: {
    title: 'Follow a report',
    intro: 'Type the code you were given when you reported.',
    code: 'Code',
    codeHint: 'Ten letters and digits, such as K7M2P-9XQ4R. There is never an O or 0, I or 1 in it.',
    codeWrong: 'A code has ten letters and digits, without O, 0, I and 1.',
    show: 'Show',
    mine: 'Reports from this device',
    forget: 'Forget them on this device',
    forgotten: 'Forgotten on this device.',
    other: 'Another code',
    updated: 'This page updates by itself.',
    reported: 'Reported',
    area: 'Area',
    headline: (need: FollowedNeed): string => {
      const coming = plural(need.coming, '# person is', '# people are');
      if (need.status === 'merged')
        return 'Your report was put together with another about the same thing. Help comes for both.';
      if (need.status === 'closed') {
        if (need.outcome === 'met')
          return need.done > 0 ? `Done. ${plural(need.done, '# person', '# people')} helped.` : 'Done. Help was given.';
        if (need.outcome === 'notNeeded') return 'Closed: help was no longer needed.';
        if (need.outcome === 'elsewhere') return 'Closed here: somebody else is dealing with it.';
        return 'Closed: nobody could be reached at the place or by phone. If you still need help, report it again.';
      }
      if (need.onScene > 0) {
        const here = plural(need.onScene, '# person is with you', '# people are with you');
        return need.coming > 0 ? `${here}, ${plural(need.coming, '# more is', '# more are')} on the way.` : `${here}.`;
      }
      if (need.coming > 0) return `${coming} coming to you.`;
      if ((need.enoughAt ?? null) !== null && need.done === 0) return 'The coordinator has enough people for this.';
      if (need.asked > 0)
        return `${plural(need.asked, '# person has', '# people have')} been asked to come. Nobody has answered yet.`;
      if (need.done > 0) return `${plural(need.done, '# person has', '# people have')} helped and finished.`;
      if (need.status === 'reported') return 'Your report has arrived. A coordinator will read it next.';
      return 'A coordinator is dealing with it. Nobody has been asked to come yet.';
    },
    steps: {
      arrived: 'Arrived',
      read: 'Read by a coordinator',
      coming: 'People are coming',
      here: 'People are there',
      done: 'Finished',
    },
    enough: 'Enough people are there or on their way; nobody else is being looked for.',
    seats: (taken: number, wanted: number) =>
      `${number(taken)} of ${plural(wanted, '# person', '# people')} found so far`,
    stepDone: 'done',
    stepNow: 'now',
    stepLater: 'later',
    worse: 'Has it become worse? Call 110, 119 or 120, or report again.',
  },
  map: {
    title: 'Where people are needed',
    legend: 'What the colours mean',
    asMap: 'Map',
    asList: 'List',
    shows: 'Areas alone are shown, never a person or an address.',
    empty: 'The areas of this emergency have not been drawn yet.',
    hint: 'Tap or point at an area, or move with the arrow keys.',
    labelled: 'Map of areas',
    open: (open: number, lacking: number) =>
      open === 0
        ? 'No open reports'
        : `${plural(open, '# open report', '# open reports')}${lacking > 0 ? `, ${number(lacking)} short of people` : ''}`,
    people: (coming: number, onScene: number) =>
      list([
        ...(onScene > 0 ? [`${number(onScene)} on scene`] : []),
        ...(coming > 0 ? [`${number(coming)} coming`] : []),
      ]),
    lastReport: 'last report',
    neverReport: 'no report yet',
    columns: {
      area: 'Area',
      state: 'State',
      open: 'Open',
      lacking: 'Short of people',
      onScene: 'On scene',
      coming: 'Coming',
    },
  },
  done: {
    title: 'What has been done',
    closed: (count: number): string => (count === 1 ? 'report finished' : 'reports finished'),
    live: 'being dealt with',
    median: 'median wait for the first person to arrive',
    people: (count: number): string => (count === 1 ? 'person took part' : 'people took part'),
    professional: 'of the hours by social workers',
    organisations: 'By organisation',
    helped: (people: number, done: number) =>
      `${plural(people, '# person', '# people')}, ${plural(done, '# task finished', '# tasks finished')}`,
    hours: (hours: number) => `${number(hours, hours < 10 ? 1 : 0)} h`,
    nothing: 'Nobody has been sent yet. What each organisation does will stand here.',
  },
  joining: {
    title: 'Help others',
    intro:
      'Sign up with an organisation. A coordinator there looks at it; then you are asked only for what you can do, near you, when you said you are free.',
    doNotGo: 'Please do not set out on your own: unasked help can block those who are trained.',
    name: 'Your name',
    nameWrong: 'Please give your name.',
    phone: 'Mobile number',
    phoneHint: 'Seen by the coordinators of your organisation, and by those who arrange a task you accepted.',
    phoneWrong: 'Digits, spaces and a leading + only.',
    email: 'Email',
    emailWrong: 'This is not a full email address.',
    organisation: 'Which organisation would you join?',
    organisationWrong: 'Choose one.',
    noOrganisations: 'No organisation takes volunteers here yet. Please come back later.',
    area: 'Where do you live?',
    areaWrong: 'Choose the area, so that you are asked for what is near.',
    languages: 'Which languages do you speak?',
    languagesWrong: 'Choose at least one.',
    skills: 'What can you do?',
    skillsHint: 'Nothing ticked is fine too: many tasks need only hands. Up to 20.',
    credentialed: 'counts once your certificate has been checked',
    level: (skill: string) => `How well: ${skill}`,
    chosen: (count: number) => plural(count, '# chosen', '# chosen'),
    send: 'Sign up',
    thanks: 'Thank you. You are signed up.',
    approve: (organisation: string) => `A coordinator of ${organisation} will look at it.`,
    linkTitle: 'Your own link',
    link: 'It opens your pocket: there you say when you are free, and there you are asked. Open it on the phone you carry. It is yours alone and works once.',
    openPocket: 'Open my pocket',
  },
  signIn: {
    title: 'Signing in',
    noToken:
      'Open the link you were given, whole: it ends in a long row of letters after “#”. Ask your coordinator if you have none.',
    toDoor: 'To the public page',
  },
  footer: {
    desk: 'For coordinators',
    pocket: 'For helpers',
  },
};
