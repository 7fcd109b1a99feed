import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../server/config.ts';
import { startMuster } from '../server/start.ts';
import { operations } from '../shared/operations.ts';
import { needCategories, type Person, type Seat } from '../shared/records.ts';
import { skills } from '../shared/skills.ts';
import { createClock, rehearse } from '../scripts/demo/rehearsal.ts';
import { typhoonScenario } from '../scripts/scenario/typhoon.ts';

const startAt = Date.UTC(2026, 8, 14, 0);
const hour = 3_600_000;
const scenario = typhoonScenario(startAt, 'nanyu');
const coordinators = scenario.people.filter((person) => person.roles.includes('coordinator'));

describe('The typhoon scenario', () => {
  it('is taken by the operations that import records, open an incident, add desks and report needs', () => {
    operations.openIncident.input.parse(scenario.incident);
    const { organisations, cells, people } = scenario;
    operations.importRecords.input.parse({ organisations, cells, people });
    for (const station of scenario.stations) operations.addStation.input.parse({ incidentId: 'i1', ...station });
    for (const { atMs: _, ...need } of scenario.needs) operations.reportNeed.input.parse(need);
  });

  it('has about 60 cells, six organisations, 400 people, a dozen coordinators and 220 needs', () => {
    expect(scenario.cells.length).to.be.within(55, 65);
    expect(scenario.organisations.map(({ form }) => form).sort()).to.deep.equal([
      'agency',
      'agency',
      'agency',
      'foundation',
      'government',
      'grassroots',
    ]);
    expect(scenario.people).to.have.length(400);
    expect(coordinators).to.have.length(12);
    expect(coordinators.filter((person) => person.roles.includes('admin'))).to.have.length(1);
    expect(scenario.needs.length).to.be.within(210, 230);
  });

  it('tells the same story for the same seed and another one for another', () => {
    expect(typhoonScenario(startAt, 'nanyu')).to.deep.equal(scenario);
    expect(typhoonScenario(startAt, 'other').people[20]).to.not.deep.equal(scenario.people[20]);
  });

  it('names every place, organisation, person and need in both languages', () => {
    const names = [
      ...scenario.cells.map((cell) => cell.name),
      ...scenario.organisations.map((organisation) => organisation.name),
      ...scenario.people.map((person) => person.private?.name),
      ...scenario.needs.map((need) => need.title),
      ...scenario.stations.map((station) => station.name),
    ];
    for (const name of names) {
      expect(name?.en, JSON.stringify(name)).to.match(/^[\u0020-\u024f’]+$/u);
      expect(name?.zh, JSON.stringify(name)).to.match(/\p{Script=Han}/u);
      expect(`${name?.en}${name?.zh}`).to.not.include('{');
    }
  });

  it('gives everybody an id, a name and a telephone number of their own', () => {
    for (const of of [
      (person: Person) => person.id,
      (person: Person) => person.private?.name.zh,
      (person: Person) => person.private?.phone,
    ]) {
      expect(new Set(scenario.people.map(of)).size).to.equal(400);
    }
  });

  it('keeps every home, need and desk on the grid and every point inside its cell', () => {
    const cells = new Map(scenario.cells.map((cell) => [cell.id, cell]));
    for (const person of scenario.people) expect(cells.has(person.homeCellId), person.id).to.equal(true);
    for (const { cellId, point } of [...scenario.needs, ...scenario.stations]) {
      const ring = cells.get(cellId ?? '')?.ring ?? [];
      const crossings = ring.slice(1).filter((b, i) => {
        const a = ring[i]!;
        const { lon, lat } = point!;
        return a.lat > lat !== b.lat > lat && lon < ((b.lon - a.lon) * (lat - a.lat)) / (b.lat - a.lat) + a.lon;
      });
      expect(crossings.length % 2, cellId).to.equal(1);
    }
  });

  it('spreads needs of every category over three days, most of them in the storm', () => {
    expect(new Set(scenario.needs.map((need) => need.category)).size).to.be.at.least(needCategories.length);
    const inHours = (from: number, until: number) =>
      scenario.needs.filter((need) => need.atMs >= from * hour && need.atMs < until * hour).length;
    expect(inHours(0, 72)).to.equal(scenario.needs.length);
    for (const day of [0, 24, 48]) expect(inHours(day, day + 24), `from hour ${day}`).to.be.at.least(40);
    expect(inHours(14, 36) / 22).to.be.above(inHours(0, 14) / 14);
    expect(scenario.needs).to.deep.equal(scenario.needs.toSorted((a, b) => a.atMs - b.atMs));
  });

  it('asks for no seat that nobody in the scenario could ever take', () => {
    for (const need of scenario.needs) {
      for (const seat of need.seats ?? []) {
        const able = scenario.people.filter((person) => couldTake(person, seat));
        expect(able.length, `${need.title.en}: ${JSON.stringify(seat)}`).to.be.at.least(seat.count);
      }
    }
  });

  it('has licences that have run out, ones nobody has verified, and many in order', () => {
    const held = scenario.people.flatMap((person) => person.credentials);
    const expired = held.filter(({ expiresAt }) => expiresAt !== null && expiresAt < startAt);
    const unverified = held.filter(({ verifiedAt }) => verifiedAt === null);
    expect(expired.length).to.be.at.least(5);
    expect(unverified.length).to.be.at.least(5);
    expect(held.length).to.be.above(4 * (expired.length + unverified.length));
  });

  it('has people to ask at any hour of the three days', () => {
    for (let at = startAt; at < startAt + 72 * hour; at += hour) {
      const free = scenario.people.filter((person) =>
        person.availability.some((span) => span.fromAt <= at && at < span.untilAt),
      );
      expect(free.length, new Date(at).toISOString()).to.be.at.least(60);
    }
  });
});

function couldTake(person: Person, seat: Omit<Seat, 'id'>): boolean {
  const vouched = new Set(
    person.credentials
      .filter(({ verifiedAt, expiresAt }) => verifiedAt !== null && (expiresAt ?? Infinity) > startAt + 72 * hour)
      .flatMap(({ skillCodes }) => skillCodes),
  );
  return (
    (seat.role === 'anyone' || person.roles.includes(seat.role)) &&
    seat.languages.every((language) => person.languages.includes(language)) &&
    seat.skills.every(
      ({ code, level }) =>
        person.skills.some((skill) => skill.code === code && skill.level >= level) &&
        (!skills.get(code)?.credentialed || vouched.has(code)),
    )
  );
}

describe('The demo', () => {
  it('has a day behind it when it opens, asks the two guests, and goes on where it stood when started again', async function () {
    this.timeout(180_000);
    const dir = await mkdtemp(path.join(tmpdir(), 'muster-demo-'));
    const config = readConfig({ DATA_DIR: dir, LOG_LEVEL: 'error' });
    const open = async () => {
      const clock = createClock();
      const muster = await startMuster(config, { now: clock.now, listens: false, sweeps: false });
      const { guests } = await rehearse(muster, clock);
      const { view } = muster.board.spine.sight;
      const needs = [...view.all('need')];
      const asked = [guests.socialWorker, guests.volunteer].map((id) => view.get('person', id)?.heldBy);
      await muster.stop();
      return { needs, asked };
    };
    try {
      const first = await open();
      const withinADay = scenario.needs.filter(({ atMs }) => atMs <= 24 * hour).length + 2;
      expect(first.needs).to.have.length(withinADay);
      expect(first.needs.filter(({ status }) => status === 'closed').length).to.be.above(withinADay / 4);
      expect(first.needs.some(({ status }) => status === 'open')).to.equal(true);
      expect(first.asked).to.not.include(null);
      expect(first.asked).to.not.include(undefined);
      const again = await open();
      expect(again.needs.map(({ id }) => id)).to.have.members(first.needs.map(({ id }) => id));
      expect(again.asked).to.deep.equal(first.asked);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
