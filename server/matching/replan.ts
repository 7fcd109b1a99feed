import { BoardProblemError, checkMagnitude, count32, inRange, integer } from './flow/problem.ts';
import type { BoardPlan, BoardProblem } from './flow/problem.ts';
import { personPlacer, type PersonPlacer } from './flow/from-people.ts';
import { pairSettler, type PairSettler } from './flow/from-both.ts';
import { rowFiller, type RowFiller } from './flow/from-rows.ts';
import { changeCost, edgeBetween, linkEdge, makePersonRoom, makeRowRoom, unlinkEdge } from './flow/live-edges.ts';
import { liveBoardParts, snapshot, type LiveParts } from './flow/live-parts.ts';
import { stand } from './flow/state.ts';

/** One edge of a row that opens, or of a person who arrives. */
export interface RowEdge {
  readonly person: number;
  readonly cost: number;
}
export interface PersonEdge {
  readonly row: number;
  readonly cost: number;
}

/**
 * A board kept optimal while it changes. Every method leaves a cheapest plan with valid duals behind, by a few shortest
 * paths from the rows and people the event unsettled; nothing is solved again. Methods throw BoardProblemError and change
 * nothing when the event makes no sense. Ids are those of the problem; new rows and people get the next number.
 */
export interface LiveBoard {
  readonly people: number;
  readonly rows: number;
  /** Row the person is sent to (also when pinned there), −1 for none. */
  rowOf(person: number): number;
  /** Seats of the row left empty. */
  unmet(row: number): number;
  /** What one more seat of this row would cost. */
  rowDual(row: number): number;
  personDual(person: number): number;
  /** The person will not, or may no longer, go to the row. */
  decline(row: number, person: number): void;
  /** The person became available for the row, or their cost there changed. */
  offerEdge(row: number, person: number, cost: number): void;
  personLeaves(person: number): void;
  /** A new person, or with `person` one who had left. Returns their id. */
  personArrives(edges: readonly PersonEdge[], person?: number): number;
  rowOpens(demand: number, unmetCost: number, edges: readonly RowEdge[]): number;
  rowCloses(row: number): void;
  setDemand(row: number, demand: number): void;
  setUnmetCost(row: number, unmetCost: number): void;
  /** Sends the person to the row for good: the seat and the person leave the optimisation until unpin. */
  pin(person: number, row: number): void;
  unpin(person: number): void;
  /** Pinned people and their rows. */
  pinned(): ReadonlyMap<number, number>;
  /** The board as it stands, without pinned people and their seats, and its plan. O(edges). */
  snapshot(): { problem: BoardProblem; plan: BoardPlan };
}

interface Pin {
  readonly row: number;
  readonly edges: PersonEdge[];
}

/** Takes over a solved board; the plan must be optimal (certify it first if it came from elsewhere). Arrays are copied. */
export function liveBoard(problem: BoardProblem, solved: BoardPlan): LiveBoard {
  let parts: LiveParts = liveBoardParts(problem, solved);
  let people = problem.people;
  let rows = problem.rows;
  let fill: RowFiller;
  let place: PersonPlacer;
  let settlePair: PairSettler;
  const pins = new Map<number, Pin>();
  prepare();

  /** The searches read fixed arrays; they are made anew whenever the arrays had to grow. */
  function prepare(): void {
    fill = rowFiller(parts.edges, parts.seating);
    place = personPlacer(parts.edges.demand, parts.edges, parts.seating);
    settlePair = pairSettler(parts.edges, parts.seating);
  }

  function grow(): void {
    const { problem, plan } = snapshot(parts, rows, people);
    parts = liveBoardParts(problem, plan);
    prepare();
  }

  const moved = (from: number, to: number): void => {
    const { edges, seating } = parts;
    const person = edges.edgePerson[to]!;
    if (seating.edgeOf[person] === from) seating.edgeOf[person] = to;
  };

  /** The edge must not exist yet. Its reduced cost may be negative: the caller puts that right. */
  function addEdge(row: number, person: number, cost: number): number {
    for (;;) {
      const { edges } = parts;
      const inRow = edges.rowStop[row]! - edges.rowFirst[row]! + 1;
      const inPerson = edges.personStop[person]! - edges.personFirst[person]! + 1;
      if (makeRowRoom(edges, row, inRow, moved) && makePersonRoom(edges, person, inPerson)) break;
      grow();
    }
    return linkEdge(parts.edges, row, person, cost);
  }

  /** Frees a person; they and their row may be unsettled afterwards. */
  function free(person: number): number {
    const row = parts.seating.rowOf[person]!;
    if (row >= 0) stand(parts.seating, person);
    return row;
  }

  function settlePerson(person: number): void {
    if (parts.seating.rowOf[person]! < 0 && parts.seating.v[person]! < 0) place(person);
  }

  function settleRow(row: number): void {
    if (row >= 0) fill(row);
  }

  /** The person has just left the row. */
  function settleBoth(row: number, person: number): void {
    const { demand, unmetCost } = parts.edges;
    const { u, v, filled } = parts.seating;
    const isOpen = row >= 0 && filled[row]! < demand[row]! && u[row]! < unmetCost[row]!;
    if (isOpen && v[person]! < 0 && settlePair(row, person)) return;
    settleRow(row);
    settlePerson(person);
  }

  /** The most a free person may be priced: 0, or less where a row would gladly have them. */
  function priceOf(person: number): number {
    const { edges, seating } = parts;
    let price = 0;
    for (let i = edges.personFirst[person]!, stop = edges.personStop[person]!; i < stop; i++) {
      price = Math.min(price, edges.cost[i]! - seating.u[edges.edgeRow[i]!]!);
    }
    return price;
  }

  function removeEdges(person: number): PersonEdge[] {
    const { edges } = parts;
    const removed: PersonEdge[] = [];
    while (edges.personStop[person]! > edges.personFirst[person]!) {
      const i = edges.personStop[person]! - 1;
      removed.push({ row: edges.edgeRow[i]!, cost: edges.cost[i]! });
      unlinkEdge(edges, edges.edgeRow[i]!, edges.edgeId[i]!, moved);
    }
    return removed;
  }

  function knownPerson(person: number): void {
    inRange('person', -1, person, people);
  }

  function knownRow(row: number): void {
    inRange('row', -1, row, rows);
  }

  function soundCost(name: string, cost: number): void {
    integer(name, -1, cost);
    parts.dearest = Math.max(parts.dearest, soundMagnitude(Math.abs(cost), 0));
  }

  function soundMagnitude(cost: number, extraSeats: number): number {
    checkMagnitude(Math.max(cost, parts.dearest), parts.seats + extraSeats + people + 1);
    return cost;
  }

  /** Sets a person without edges among some, priced feasibly, and settles them. */
  function admit(person: number, list: readonly PersonEdge[]): void {
    for (const { row, cost } of list) addEdge(row, person, cost);
    parts.seating.v[person] = priceOf(person);
    settlePerson(person);
  }

  function changeDemand(row: number, demand: number): void {
    const { edges, seating } = parts;
    parts.seats += demand - edges.demand[row]!;
    edges.demand[row] = demand;
    const sentAway: number[] = [];
    while (seating.filled[row]! > demand) {
      // Anybody will do: the row's others are at distance 0 of whoever is picked.
      const person = seating.firstIn[row]!;
      stand(seating, person);
      sentAway.push(person);
    }
    for (const person of sentAway) settlePerson(person);
    settleRow(row);
  }

  function unpin(person: number): void {
    const pinned = pins.get(person);
    if (!pinned) throw new BoardProblemError('no-such-edge', `person ${person} is not pinned`);
    soundMagnitude(0, 1);
    pins.delete(person);
    changeDemand(pinned.row, parts.edges.demand[pinned.row]! + 1);
    admit(person, pinned.edges);
  }

  function decline(row: number, person: number): void {
    const at = edgeBetween(parts.edges, row, person);
    if (at < 0) throw new BoardProblemError('no-such-edge', `row ${row} does not list person ${person}`);
    const held = parts.seating.rowOf[person] === row;
    if (held) free(person);
    unlinkEdge(parts.edges, row, at, moved);
    if (held) settleBoth(row, person);
  }

  return {
    get people() {
      return people;
    },
    get rows() {
      return rows;
    },
    rowOf(person) {
      knownPerson(person);
      return pins.get(person)?.row ?? parts.seating.rowOf[person]!;
    },
    unmet(row) {
      knownRow(row);
      return parts.edges.demand[row]! - parts.seating.filled[row]!;
    },
    rowDual(row) {
      knownRow(row);
      return parts.seating.u[row]!;
    },
    personDual(person) {
      knownPerson(person);
      return parts.seating.v[person]!;
    },

    decline(row, person) {
      knownRow(row);
      knownPerson(person);
      if (pins.get(person)?.row === row) unpin(person);
      const pinned = pins.get(person);
      if (!pinned) return decline(row, person);
      const at = pinned.edges.findIndex((edge) => edge.row === row);
      if (at < 0) throw new BoardProblemError('no-such-edge', `row ${row} does not list person ${person}`);
      pinned.edges.splice(at, 1);
    },

    offerEdge(row, person, cost) {
      knownRow(row);
      knownPerson(person);
      soundCost('cost', cost);
      const pinned = pins.get(person);
      if (pinned) {
        const at = pinned.edges.findIndex((edge) => edge.row === row);
        if (at < 0) pinned.edges.push({ row, cost });
        else pinned.edges[at] = { row, cost };
        return;
      }
      let at = edgeBetween(parts.edges, row, person);
      if (at < 0) at = addEdge(row, person, cost);
      else changeCost(parts.edges, at, cost);
      const { u, v, rowOf } = parts.seating;
      const slack = cost - u[row]! - v[person]!;
      if (rowOf[person] === row) {
        if (slack < 0) v[person]! += slack;
        if (slack <= 0) return;
      } else {
        if (slack >= 0) return;
        v[person]! += slack;
      }
      settleBoth(free(person), person);
    },

    personLeaves(person) {
      knownPerson(person);
      if (pins.has(person)) unpin(person);
      const left = free(person);
      removeEdges(person);
      parts.seating.v[person] = 0;
      settleRow(left);
    },

    personArrives(list, returning) {
      const person = returning ?? people;
      if (returning !== undefined) {
        knownPerson(person);
        if (pins.has(person) || parts.edges.personStop[person]! > parts.edges.personFirst[person]!) {
          throw new BoardProblemError('already-there', `person ${person} has not left`);
        }
      }
      const seen = new Set<number>();
      for (const { row, cost } of list) {
        knownRow(row);
        soundCost('cost', cost);
        if (seen.has(row)) throw new BoardProblemError('duplicate-edge', `row ${row} twice`);
        seen.add(row);
      }
      if (person === people) {
        if (people === parts.seating.v.length) grow();
        people++;
      }
      admit(person, list);
      return person;
    },

    rowOpens(demand, unmetCost, list) {
      count32('demand', -1, demand);
      soundCost('unmetCost', unmetCost);
      soundMagnitude(0, demand);
      const seen = new Set<number>();
      for (const { person, cost } of list) {
        knownPerson(person);
        soundCost('cost', cost);
        if (seen.has(person)) throw new BoardProblemError('duplicate-edge', `person ${person} twice`);
        seen.add(person);
      }
      if (rows === parts.seating.u.length) grow();
      const row = rows++;
      parts.edges.unmetCost[row] = unmetCost;
      parts.seating.u[row] = unmetCost;
      let price = unmetCost;
      for (const { person, cost } of list) {
        const pinned = pins.get(person);
        if (pinned) {
          pinned.edges.push({ row, cost });
          continue;
        }
        addEdge(row, person, cost);
        price = Math.min(price, cost - parts.seating.v[person]!);
      }
      parts.seating.u[row] = price;
      parts.edges.demand[row] = demand;
      parts.seats += demand;
      settleRow(row);
      return row;
    },

    rowCloses(row) {
      knownRow(row);
      for (const [person, pinned] of pins) if (pinned.row === row) unpin(person);
      const { edges, seating } = parts;
      parts.seats -= edges.demand[row]!;
      edges.demand[row] = 0;
      const freed: number[] = [];
      for (let p = seating.firstIn[row]!; p >= 0; p = seating.firstIn[row]!) {
        stand(seating, p);
        freed.push(p);
      }
      while (edges.rowStop[row]! > edges.rowFirst[row]!) unlinkEdge(edges, row, edges.rowStop[row]! - 1, moved);
      for (const pinned of pins.values()) {
        const at = pinned.edges.findIndex((edge) => edge.row === row);
        if (at >= 0) pinned.edges.splice(at, 1);
      }
      seating.u[row] = edges.unmetCost[row]!;
      for (const person of freed) settlePerson(person);
    },

    setDemand(row, demand) {
      knownRow(row);
      count32('demand', -1, demand);
      let pinnedHere = 0;
      for (const pinned of pins.values()) if (pinned.row === row) pinnedHere++;
      if (demand < pinnedHere)
        throw new BoardProblemError('out-of-range', `${pinnedHere} people are pinned to row ${row}`);
      soundMagnitude(0, Math.max(0, demand - parts.edges.demand[row]!));
      changeDemand(row, demand - pinnedHere);
    },

    setUnmetCost(row, unmetCost) {
      knownRow(row);
      soundCost('unmetCost', unmetCost);
      const { edges, seating } = parts;
      edges.unmetCost[row] = unmetCost;
      if (seating.u[row]! <= unmetCost) return settleRow(row);
      // The price has to fall below what the row's people are tight at: let them look around again.
      const freed: number[] = [];
      for (let p = seating.firstIn[row]!; p >= 0; p = seating.firstIn[row]!) {
        stand(seating, p);
        freed.push(p);
      }
      seating.u[row] = unmetCost;
      for (const person of freed) settlePerson(person);
    },

    pin(person, row) {
      knownPerson(person);
      knownRow(row);
      if (pins.has(person)) throw new BoardProblemError('already-there', `person ${person} is pinned already`);
      if (edgeBetween(parts.edges, row, person) < 0) {
        throw new BoardProblemError('no-such-edge', `row ${row} does not list person ${person}`);
      }
      const demand = parts.edges.demand[row]!;
      if (demand === 0) throw new BoardProblemError('out-of-range', `row ${row} has no seat left to pin`);
      const left = free(person);
      const edges = removeEdges(person);
      parts.seating.v[person] = 0;
      pins.set(person, { row, edges });
      changeDemand(row, demand - 1);
      if (left !== row) settleRow(left);
    },

    unpin(person) {
      knownPerson(person);
      unpin(person);
    },

    pinned: () => new Map([...pins].map(([person, { row }]) => [person, row])),

    snapshot: () => snapshot(parts, rows, people),
  };
}
