import { plural } from './format.ts';

/** Hours served and the certificate that says so, in English: for the desk, the pocket and the open door. */
export const en = {
  heading: 'Hours and certificate',
  total: (time: string, assignments: number) =>
    assignments === 0
      ? 'No finished work in this period.'
      : `${time} in ${plural(assignments, '# assignment', '# assignments')}`,
  none: 'No hours yet. They count from check-in to check-out.',
  from: 'From',
  until: 'Up to and including',
  badPeriod: 'The end lies before the start.',
  issue: 'Make a certificate',
  issued: 'Certificates so far',
  open: 'Show and print',
  span: (from: string, until: string) => (from === until ? from : `${from} to ${until}`),
  back: 'Back',
  print: 'Print',
  paper: {
    heading: 'Certificate of service',
    says: (name: string, organisation: string) => `This is to certify that ${name}, ${organisation}, has served`,
    time: (time: string, assignments: number) => `${time}, in ${plural(assignments, '# assignment', '# assignments')}`,
    between: (from: string, until: string) => (from === until ? `on ${from}.` : `between ${from} and ${until}.`),
    issued: (on: string) => `Issued ${on}`,
    code: 'Code',
    check: 'Anybody can check this certificate: scan the code, or type it at',
    signature: 'Signature and seal',
    qr: (code: string) => `Check of certificate ${code}`,
  },
  check: {
    title: 'Check a certificate',
    intro: 'A certificate of service carries a code. Type it to see what was certified.',
    code: 'Code on the certificate',
    codeHint: 'Ten letters and digits, for example K7M2P-9XQ4R.',
    codeWrong: 'A code has ten letters and digits, none of them O, 0, I or 1.',
    send: 'Check it',
    other: 'Another code',
    genuine: 'This certificate is genuine',
    compare: 'Compare what stands here with the paper. If anything differs, the paper was changed.',
    name: 'Name',
    organisation: 'Organisation',
    time: 'Time served',
    period: 'Period',
    assignments: 'Assignments',
    issued: 'Issued',
  },
};
