const teams = (count: number): string => `${count} ${count === 1 ? 'team' : 'teams'}`;
const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;

/** Teams for cells, in English. */
export const en = {
  hint: 'For each cell a team of volunteers led by a licensed social worker. Nobody is asked until you send a team.',
  what: 'What the teams are to do',
  title: 'Task, as those asked will read it',
  titleExample: 'Visit everybody who lives alone',
  titleMissing: 'Say what the teams are to do.',
  category: 'Kind of work',
  minutes: 'How long it takes',
  members: 'Volunteers beside the one who leads',
  membersHint: 'Where people are short a team may have three.',
  cells: (chosen: number, most: number) => `Cells (${chosen} chosen${chosen > most ? `, at most ${most}` : ''})`,
  find: 'Find a cell',
  chooseQuiet: 'Choose all where nobody is',
  chooseNone: 'Choose none',
  noCells: 'There is no grid yet. Lay one under People, Grid.',
  noIncident: 'No incident is open, so there is nobody to send.',
  compose: 'Compose teams',
  again: 'Compose again',
  composing: 'Looking for the best teams …',
  first: 'No teams have been composed yet.',
  firstHint: 'Choose cells, say what is to be done, and see who would go with whom before anybody is asked.',
  sum: (count: number, of: number) => `${teams(count)}, ${people(of)}`,
  proof: {
    unchecked: 'How good the teams are could not be checked. Compose again before relying on them.',
    best: 'Best possible: no other teams of these people do better.',
    atMost: (share: string) => `At most ${share} from the best possible.`,
    most: (count: number) =>
      `Of each cell the best ${count} who could lead and the best ${count} others were looked at.`,
  },
  judgedAt: (time: string) => `Availability, rest and hours are judged at ${time}. Who accepts sets out then.`,
  sendAll: (count: number) => `Send all (${teams(count)})`,
  sendOne: 'Send this team',
  sent: (count: number) => `${teams(count)} ${count === 1 ? 'is' : 'are'} asked; each is a need on the board.`,
  notSent: (count: number) => `${teams(count)} could not go:`,
  ofCell: (cell: string) => `Team for ${cell}`,
  leads: 'leads',
  learner: 'learning',
  apartFrom: (name: string) => `${name}: not in one team with`,
  apartFromShort: 'Keep apart from …',
  apart: 'Kept apart, on this page only:',
  pair: (a: string, b: string) => `${a} and ${b}`,
  together: (a: string, b: string) => `Let ${a} and ${b} be in one team again`,
  withoutHeading: 'Cells without a team',
  without: (leads: number, others: number) =>
    `${leads === 0 ? 'Nobody licensed is free for it' : `${people(leads)} could lead here`}, ${
      others === 0 ? 'nobody could join' : `${people(others)} could join`
    }.${leads > 0 && others > 2 ? ' They are of more use in the teams above.' : ''}`,
};
