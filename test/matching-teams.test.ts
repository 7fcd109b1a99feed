import { expect } from 'chai';
import fc from 'fast-check';
import { summonJudge, type Judge } from '../scripts/bench-matching/judge.ts';
import { makeTeams, teamsProgram } from '../scripts/bench-matching/team-boards.ts';
import { certifyTeams } from '../server/matching/certify-teams.ts';
import { BoardProblemError } from '../server/matching/flow/problem.ts';
import { composeTeams, type TeamsPlan, type TeamsProblem } from '../server/matching/teams.ts';

const seed = Number(process.env['SEED'] ?? 20_261_123);
console.info(`matching-teams: seed ${seed} (set SEED to change it)`);

/** One team of three or four; 0 leads, 1 and 2 are trainees, 3 and 4 volunteers. */
const one = (change: Partial<TeamsProblem> = {}): TeamsProblem => ({
  people: 5,
  teams: 1,
  canLead: Uint8Array.of(1, 0, 0, 0, 0),
  trainee: Uint8Array.of(0, 1, 1, 0, 0),
  least: Int32Array.of(3),
  wanted: Int32Array.of(4),
  most: Int32Array.of(7),
  unformedCost: Float64Array.of(1_000),
  shortCost: Float64Array.of(50),
  teamStart: Int32Array.of(0, 5),
  edgePerson: Int32Array.of(0, 1, 2, 3, 4),
  edgeCost: Float64Array.of(20, 1, 2, 10, 60),
  excluded: new Int32Array(0),
  ...change,
});

const membersOf = (plan: TeamsPlan, team: number): number[] =>
  [...plan.teamOf.keys()].filter((person) => plan.teamOf[person] === team);

describe('Composing teams', () => {
  let judge: Judge;
  before(async () => {
    judge = await summonJudge();
  });

  it('puts a lead in every team, one trainee at most, and leaves a seat short when it costs too much', () => {
    const plan = composeTeams(one());
    expect(membersOf(plan, 0)).to.deep.equal([0, 1, 3]);
    expect(plan).to.deep.include({ objective: 20 + 1 + 10 + 50, bound: 81 });
  });

  it('takes somebody dearer rather than an excluded pair', () => {
    const problem = one({ excluded: Int32Array.of(1, 3, 3, 2) });
    const plan = composeTeams(problem);
    expect(membersOf(plan, 0)).to.deep.equal([0, 1, 4]);
    expect(certifyTeams(problem, plan).valid).to.equal(true);
  });

  it('forms no team without a lead, or with fewer than it needs', () => {
    expect(composeTeams(one({ canLead: new Uint8Array(5) }))).to.deep.include({ objective: 1_000, bound: 1_000 });
    expect(composeTeams(one({ least: Int32Array.of(5), wanted: Int32Array.of(5) })).formed[0]).to.equal(0);
  });

  it('handles no teams and no people', () => {
    const none = { teams: 0, least: new Int32Array(0), wanted: new Int32Array(0), most: new Int32Array(0) };
    const empty = one({
      ...none,
      unformedCost: new Float64Array(0),
      shortCost: new Float64Array(0),
      teamStart: Int32Array.of(0),
      edgePerson: new Int32Array(0),
      edgeCost: new Float64Array(0),
    });
    expect(composeTeams(empty)).to.deep.include({ objective: 0, bound: 0 });
  });

  it('reaches the optimum of HiGHS on nine boards in ten of 120, is never below it, and its bound never above', () => {
    let optimal = 0;
    let worst = 1;
    const boards = 120;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 6, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (boardSeed, people, teams) => {
          const problem = makeTeams(people, teams, 12, boardSeed);
          const plan = composeTeams(problem, { tries: 500 });
          const { objective, gap } = certified(problem, plan);
          const best = Math.round(judge.minimum(teamsProgram(problem))!);
          expect(objective).to.be.at.least(best);
          expect(objective - gap).to.be.at.most(best);
          if (objective === best) optimal++;
          worst = Math.max(worst, objective / best);
        },
      ),
      { seed, numRuns: boards, endOnFailure: true },
    );
    expect(optimal, 'boards solved to the optimum').to.be.at.least(0.9 * boards);
    expect(worst, 'worst ratio').to.be.at.most(1.05);
  });

  it('goes on from the teams formed now and never ends dearer than it began', () => {
    const problem = makeTeams(120, 36, 20, seed);
    const first = composeTeams(problem, { tries: 0 });
    const again = composeTeams(problem, { formed: first.formed, tries: 200 });
    expect(again.objective).to.be.at.most(first.objective);
    expect(certified(problem, again).gap).to.be.at.least(0);
  });

  it('rejects a corrupted plan of teams by name', () => {
    const problem = makeTeams(100, 30, 20, seed);
    const plan = composeTeams(problem);
    const team = plan.formed.indexOf(1);
    const member = plan.teamOf.indexOf(team);
    const idle = plan.teamOf.indexOf(-1);
    const apart = plan.formed.indexOf(0);
    const named = (change: Partial<TeamsPlan>): string => {
      const answer = certifyTeams(problem, { ...plan, ...change });
      return answer.valid ? 'valid' : answer.violation;
    };
    expect(named({})).to.equal('valid');
    expect(named({ objective: plan.objective - 1 })).to.equal('wrong-objective');
    expect(named({ bound: plan.bound + 1 })).to.equal('gap');
    expect(named({ formed: plan.formed.with(team, 0) })).to.equal('unsound-team');
    expect(named({ formed: plan.formed.with(apart, 1) })).to.equal('unsound-team');
    expect(named({ teamOf: plan.teamOf.with(member, -1) })).to.be.oneOf(['wrong-objective', 'unsound-team']);
    expect(named({ teamOf: plan.teamOf.with(idle, problem.teams) })).to.equal('no-such-edge');
    expect(named({ teamOf: plan.teamOf.slice(1) })).to.equal('wrong-size');
    expect(named({ prices: plan.prices.with(0, -1) })).to.equal('dual-infeasible');
    expect(named({ prices: plan.prices.with(0, Number.NaN) })).to.equal('dual-infeasible');
    const busy = problem.edgePerson[problem.teamStart[team]!]!;
    expect(named({ prices: plan.prices.with(busy, plan.prices[busy]! + 10_000) })).to.equal('gap');
    const pair = [...plan.teamOf.keys()].filter((person) => plan.teamOf[person] === team).slice(0, 2);
    expect(certifyTeams({ ...problem, excluded: Int32Array.from(pair) }, plan)).to.deep.include({
      valid: false,
      violation: 'unsound-team',
    });
  });

  const refusals: [string, string, Partial<TeamsProblem>][] = [
    ['size-mismatch', 'a team without a size', { least: new Int32Array(0) }],
    ['negative-count', 'a negative number of people', { people: -1 }],
    ['size-mismatch', 'half a pair', { excluded: Int32Array.of(1) }],
    ['out-of-range', 'a pair with a stranger', { excluded: Int32Array.of(1, 5) }],
    ['out-of-range', 'a team that wants fewer than its least', { wanted: Int32Array.of(2) }],
    ['out-of-range', 'a candidate who does not exist', { edgePerson: Int32Array.of(0, 1, 2, 3, 5) }],
    ['duplicate-edge', 'a candidate listed twice', { edgePerson: Int32Array.of(0, 1, 2, 3, 3) }],
    ['not-an-integer', 'a cost that is not a number', { edgeCost: Float64Array.of(1, 2, 3, 4, Number.NaN) }],
    ['too-large', 'a cost beyond exact arithmetic', { unformedCost: Float64Array.of(2 ** 50) }],
    ['unsupported-constraint', 'a trainee who leads', { trainee: Uint8Array.of(1, 0, 0, 0, 0) }],
    ['unsupported-constraint', 'a reward for empty seats', { shortCost: Float64Array.of(-1) }],
  ];
  for (const [code, what, change] of refusals) {
    it(`calls ${what} ${code}`, () => {
      expect(() => composeTeams(one(change)))
        .to.throw(BoardProblemError)
        .with.property('code', code);
    });
  }
});

function certified(problem: TeamsProblem, plan: TeamsPlan): { objective: number; gap: number } {
  const answer = certifyTeams(problem, plan);
  if (!answer.valid) expect.fail(`${answer.violation}: ${answer.detail}`);
  return answer;
}
