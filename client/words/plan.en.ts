const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;
const places = (count: number): string => `${count} ${count === 1 ? 'place' : 'places'}`;
const offers = (count: number): string => `${count} ${count === 1 ? 'offer' : 'offers'}`;
const points = (count: number): string => `${count} ${count === 1 ? 'point' : 'points'}`;

/** The standing plan and "why not", in English. */
export const en = {
  heading: 'Plan',
  tabs: { board: 'Whole board', teams: 'Teams for cells' },
  hint: 'The best use of everybody for every open place at once. Nothing goes out until you offer it.',
  when: 'Plan for',
  now: 'now',
  period: (number: number, from: string, until: string) => `operational period ${number}, ${from} to ${until}`,
  again: 'Plan again',
  planning: 'Weighing everybody for every open place …',
  planningHint: 'On a very large board this takes up to a minute. The board goes on meanwhile.',
  nothing: 'Every place is filled or asked for. There is nothing to plan.',
  noIncident: 'No incident is open, so there is nothing to plan.',
  nobody: 'Nobody can take any of the open places. What keeps people from them stands below.',
  madeAt: (time: string) => `Made at ${time}`,
  asOf: (time: string) => `People and deadlines are judged as at ${time}.`,
  judgedAt: (time: string) => `Availability, rest and hours are judged at ${time}. Who accepts sets out then.`,
  sum: (count: number) => `${places(count)} planned for`,
  counts: {
    new: (count: number) => `${count} new`,
    moved: (count: number) => `${count} moved`,
    kept: (count: number) => `${count} as asked already`,
    short: (count: number) => `${count} stay short`,
  },
  best: (count: number) =>
    `Best possible: no other plan of ${count === 1 ? 'this' : 'these'} ${count === 1 ? 'place' : places(count)} does better.`,
  atMost: (percent: string) => `At most ${percent} from the best.`,
  unchecked: 'How good it is could not be checked. Plan again before relying on it.',
  proofHint: 'Checked against the board by a second method that shares nothing with the first.',
  stale: (count: number) =>
    `${places(count)} changed since this preview. What no longer fits is left out and told; plan again to be sure.`,
  offerAll: (count: string) => `Offer all (${count})`,
  offerChosen: (count: string) => `Offer the chosen (${count})`,
  choose: (name: string, need: string) => `Choose ${name} for ${need}`,
  chooseNeed: (need: string) => `Choose everybody for ${need}`,
  clear: 'Choose nobody',
  sending: (done: number, all: number) => `${done} of ${all} …`,
  offered: (count: number) => `${offers(count)} went out.`,
  offeredNone: 'No offer went out.',
  notPossible: (count: number) => `${count} ${count === 1 ? 'was' : 'were'} no longer possible:`,
  allDone: 'Everything in this plan has been offered.',
  change: { new: 'new', moved: 'moved', kept: 'asked already' },
  movedFrom: (need: string) => `now asked for ${need}; that offer is withdrawn`,
  insteadOf: (name: string) => `instead of ${name}, whose offer is withdrawn`,
  openNeed: 'Open this need',
  lead: (minutes: number) => `${minutes} min`,
  more: (count: string) => `Show ${count} more`,
  shortHeading: 'What stays short',
  shortPlaces: (count: number) => `${places(count)} short`,
  nobodyFits: 'Nobody may take it.',
  allUsed: (eligible: number) =>
    `${eligible === 1 ? 'The only person' : `All ${people(eligible)}`} who may take it are in the plan.`,
  elsewhere: (count: number) =>
    `${people(count)} could take it but ${count === 1 ? 'is' : 'are'} of more use elsewhere in this plan.`,
  shortMore: (count: number) => `And ${count} more ${count === 1 ? 'seat' : 'seats'}, less urgent than these.`,
  keptFrom: 'Kept from it:',
  why: {
    label: 'Why not …?',
    hint: 'Find anybody, and see what keeps them from this seat or what choosing them would cost.',
    search: 'Name of a person',
    seat: 'Seat',
    none: 'Nobody of that name.',
    close: 'Close the answer',
    keeps: (name: string) => `${name} cannot be asked:`,
    may: (name: string) => `Nothing keeps ${name} from this seat.`,
    rank: (rank: number, eligible: number) => `Number ${rank} of ${people(eligible)} who may be asked.`,
    beyond: (eligible: number) => `Not among the first 50 of ${people(eligible)} who may be asked.`,
    cost: (count: number) =>
      count === 0
        ? 'As far as the last plan can tell, choosing them costs nothing elsewhere.'
        : `Choosing them costs the last plan at least ${points(count)}, each worth a minute of travel.`,
    costPlace: 'Choosing them would leave a place elsewhere empty.',
    planned: (need: string) => `The last plan sends them to “${need}”.`,
    plannedHere: 'The last plan sends them here.',
    noPlan: 'What it would cost elsewhere is known once a plan has been made.',
    ask: (name: string) => `Offer to ${name}`,
  },
};
