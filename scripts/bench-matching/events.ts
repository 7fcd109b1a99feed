import type { LiveBoard, PersonEdge, RowEdge } from '../../server/matching/replan.ts';

type Draw = (n: number) => number;
type Event = (board: LiveBoard, draw: Draw) => boolean;

const someRows = (board: LiveBoard, draw: Draw): PersonEdge[] =>
  [...new Set(Array.from({ length: board.rows === 0 ? 0 : draw(6) }, () => draw(board.rows)))].map((row) => ({
    row,
    cost: 1 + draw(1_000),
  }));

const somePeople = (board: LiveBoard, draw: Draw): RowEdge[] =>
  [...new Set(Array.from({ length: board.people === 0 ? 0 : draw(30) }, () => draw(board.people)))].map((person) => ({
    person,
    cost: 1 + draw(1_000),
  }));

/** Somebody the plan sends somewhere, −1 when chance finds nobody in ten tries. */
function busyPerson(board: LiveBoard, draw: Draw): number {
  for (let tries = 0; tries < 10 && board.people > 0; tries++) {
    const person = draw(board.people);
    if (board.rowOf(person) >= 0) return person;
  }
  return -1;
}

const events: Record<string, Event> = {
  decline: (board, draw) => {
    const person = busyPerson(board, draw);
    if (person < 0) return false;
    board.decline(board.rowOf(person), person);
    return true;
  },
  leave: (board, draw) => {
    if (board.people === 0) return false;
    const person = draw(board.people);
    board.personLeaves(person);
    return true;
  },
  arrive: (board, draw) => board.personArrives(someRows(board, draw)) >= 0,
  return: (board, draw) => {
    if (board.people === 0) return false;
    const person = draw(board.people);
    board.personLeaves(person);
    board.personArrives(someRows(board, draw), person);
    return true;
  },
  open: (board, draw) => board.rowOpens(draw(5), 10 * draw(400), somePeople(board, draw)) >= 0,
  close: (board, draw) => {
    if (board.rows === 0) return false;
    const row = draw(board.rows);
    board.rowCloses(row);
    return true;
  },
  demand: (board, draw) => {
    if (board.rows === 0) return false;
    const row = draw(board.rows);
    let held = 0;
    for (const pinnedTo of board.pinned().values()) if (pinnedTo === row) held++;
    board.setDemand(row, held + draw(6));
    return true;
  },
  priority: (board, draw) => {
    if (board.rows === 0) return false;
    board.setUnmetCost(draw(board.rows), 10 * draw(400));
    return true;
  },
  availability: (board, draw) => {
    if (board.rows === 0 || board.people === 0) return false;
    board.offerEdge(draw(board.rows), draw(board.people), 1 + draw(1_000));
    return true;
  },
  dearer: (board, draw) => {
    const person = busyPerson(board, draw);
    if (person < 0) return false;
    board.offerEdge(board.rowOf(person), person, 1 + draw(3_000));
    return true;
  },
  pin: (board, draw) => {
    const person = busyPerson(board, draw);
    if (person < 0 || board.pinned().has(person)) return false;
    board.pin(person, board.rowOf(person));
    return true;
  },
  unpin: (board) => {
    const [person] = board.pinned().keys();
    if (person === undefined) return false;
    board.unpin(person);
    return true;
  },
};
const names = Object.keys(events);

/** Lets one event of a random kind happen to the board; returns its kind. Events chance finds impossible are drawn again. */
export function randomEvent(board: LiveBoard, random: () => number): string {
  const draw: Draw = (n) => Math.floor(random() * n);
  for (;;) {
    const name = names[draw(names.length)]!;
    if (events[name]!(board, draw)) return name;
  }
}
