import { expect } from 'chai';
import { operationNames, operations, type OperationName, type Who } from '../shared/operations.ts';
import { problemTypes, type Problem, type ProblemType } from '../shared/problem.ts';
import { openHouse, type House } from './support/house.ts';
import type { OpenScreen } from './support/house-screen.ts';
import { samplesFor, speakOf } from './support/house-samples.ts';

type Fields = Record<string, unknown>;
/** Nothing that any field of any operation takes. */
const wrong: [what: string, value: unknown][] = [
  ['an operator', { $ne: 1 }],
  ['a regular expression for a database', { $regex: '.*', $options: 'i' }],
  ['a list of nothing', Array.from({ length: 3000 }, () => null)],
  ['a text as long as a book', 'x'.repeat(40_000)],
  ['a text that ends in nothing', 'x\u0000'],
  ['a number beyond all counting', 1e15],
  ['less than nothing', -1e15],
  ['a deep nest', JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)],
  ['a prototype', JSON.parse('{"__proto__":{"approved":true}}')],
];
const languages = ['en', 'zh'] as const;

describe('at every door', function () {
  this.timeout(180_000);
  let house: House;
  let samples: Record<OperationName, Fields>;
  const lines = new Map<string, OpenScreen>();
  const enter = async () => {
    house = await openHouse();
    samples = samplesFor(house, await speakOf(house)) as unknown as Record<OperationName, Fields>;
    // Signing in is written down: it comes before what must write nothing.
    for (const personId of ['ada', 'bo', 'cao', 'bai', 'wei']) await house.signIn(personId);
  };
  const leave = async () => {
    lines.clear();
    await house.stop();
    expect(house.log, 'nothing unforeseen').to.deep.equal([]);
  };

  let turn = 0;
  /** Asks over both doors, in the two languages by turns. `http` false where it cannot be said over HTTP. */
  async function refused(
    name: OperationName,
    input: unknown,
    as: string | undefined,
    over = { http: true },
  ): Promise<Problem[]> {
    const language = languages[(turn += 1) % 2]!;
    const { seq } = house.muster.board.spine;
    const problems: Problem[] = [];
    if (name !== 'acceptInvitation') {
      const key = `${as} ${language}`;
      const line = lines.get(key) ?? (await house.screen({ ...(as === undefined ? {} : { as }), language }));
      lines.set(key, line);
      const ack = await line.perform(name, input as never);
      if (ack.ok) throw new Error(`${name} was carried out over the socket: ${JSON.stringify(ack.answer)}`);
      problems.push(ack.problem);
    }
    if (over.http && operations[name].who !== 'system') {
      const { method, path } = operations[name].http;
      const given = input as Fields;
      const address = path.replaceAll(/:(\w+)/g, (_, field: string) => {
        const value = given[field] ?? samples[name][field];
        return encodeURIComponent(
          typeof value === 'string' ? value.slice(0, 2000) : JSON.stringify(value).slice(0, 2000),
        );
      });
      const beside = Object.entries(given).filter(([field]) => !path.includes(`:${field}`));
      const query = method === 'GET' ? `?${new URLSearchParams(beside as [string, string][]).toString()}` : '';
      const response = await fetch(`${house.url}${address}${query}`, {
        method,
        headers: {
          'Accept-Language': language === 'zh' ? 'zh-CN,zh;q=0.9,en;q=0.8' : 'en-GB,en',
          ...(method === 'POST' ? { 'Content-Type': 'application/json' } : {}),
          ...(as === undefined ? {} : { Cookie: await house.signIn(as) }),
        },
        ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
      });
      const problem = (await response.json()) as Problem;
      expect(response.headers.get('content-type'), `${name} ${JSON.stringify(problem)}`).to.match(
        /^application\/problem\+json/,
      );
      expect(response.status).to.equal(problem.status);
      problems.push(problem);
    }
    for (const problem of problems) {
      const type = problem.type.replace('/problems/', '') as ProblemType;
      expect(problem.code, `${name}: ${JSON.stringify(problem)}`).to.not.equal('unexpected');
      expect(problem.status).to.equal(problemTypes[type].status);
      expect(problem.title).to.equal(problemTypes[type][language]);
      expect(problem.detail)
        .to.be.a('string')
        .that.matches(language === 'zh' ? /\p{Script=Han}/u : /^[^\p{Script=Han}]+$/u);
    }
    expect(house.muster.board.spine.seq, `${name}: nothing is written`).to.equal(seq);
    return problems;
  }
  const paths = (problem: Problem) => (problem.issues ?? []).map(({ path }) => path);
  /** One who may, of several, so that none of them asks too often. */
  const allowed = (who: Who): string | undefined => (who === 'public' ? undefined : ['ada', 'bo'][(turn += 1) % 2]);
  const outside = operationNames.filter((name) => operations[name].who !== 'system');

  for (const name of outside)
    describe(name, () => {
      // A house each: the same person may not ask a thousand times in a row.
      before(enter);
      after(leave);
      const { who, input } = operations[name];
      const fields = Object.keys((input as unknown as { shape: Fields }).shape);

      it(`names a field that it does not have, and runs no code for it`, async () => {
        for (const stranger of ['surprise', '$where', 'constructor', '__proto__', 'toString'])
          for (const problem of await refused(
            name,
            JSON.parse(JSON.stringify({ ...samples[name], nil: 1 }).replace('"nil"', JSON.stringify(stranger))),
            allowed(who),
            { http: operations[name].http.method === 'POST' },
          )) {
            expect(problem.code, stranger).to.equal('badInput');
            expect(paths(problem)).to.include(stranger);
          }
        expect(({} as Fields)['approved']).to.equal(undefined);
        for (const inner of insides(samples[name])) {
          const changed = structuredClone(samples[name]);
          (inner.reduce<unknown>((at, key) => (at as Fields)[key], changed) as Fields)['surprise'] = 1;
          for (const problem of await refused(name, changed, allowed(who)))
            expect(paths(problem), problem.code).to.include([...inner, 'surprise'].join('.'));
        }
      });

      if (fields.length > 0)
        it(`names each field that holds what it cannot`, async () => {
          const isRead = operations[name].http.method === 'GET';
          for (const field of fields)
            for (const [what, value] of wrong) {
              const inPath = operations[name].http.path.includes(`:${field}`);
              for (const problem of await refused(name, { ...samples[name], [field]: value }, allowed(who), {
                http: !isRead,
              })) {
                expect(problem.code, `${field}: ${what}`).to.equal('badInput');
                expect(
                  paths(problem).some((path) => path === field || path.startsWith(`${field}.`)),
                  `${field}: ${what}: ${paths(problem).join()}${inPath ? ' (path)' : ''}`,
                ).to.equal(true);
              }
            }
        });

      it(`is for nobody below ${who}`, async () => {
        const below: [who: string | undefined, code: string][] = [
          ...(who === 'public'
            ? []
            : ([
                [undefined, 'notSignedIn'],
                ['wei', 'notApproved'],
              ] as [string | undefined, string][])),
          ...(who === 'coordinator' || who === 'admin' ? ([['bai', 'notYours']] as [string, string][]) : []),
          ...(who === 'admin' ? ([['cao', 'notYours']] as [string, string][]) : []),
        ];
        for (const [as, code] of below)
          for (const problem of await refused(name, samples[name], as)) expect(problem.code, as).to.equal(code);
      });

      const ids = fields.filter((field) => /Ids?$/.test(field));
      if (ids.length > 0)
        it(`says so when it is given an id that nobody has`, async () => {
          for (const field of ids) {
            const unknown = field.endsWith('Ids') ? ['nobody-has-this'] : 'nobody-has-this';
            for (const problem of await refused(name, { ...samples[name], [field]: unknown }, allowed(who)))
              expect(problem.status, `${field}: ${problem.detail}`).to.equal(404);
          }
        });

      if (operations[name].http.method === 'POST')
        it(`is closed to other websites, broken texts and too large ones`, async () => {
          const { seq } = house.muster.board.spine;
          const address = operations[name].http.path.replaceAll(/:(\w+)/g, (_, field: string) =>
            String(samples[name][field]),
          );
          const cookie = await house.signIn('ada');
          const send = async (body: string, headers: Record<string, string> = {}) => {
            const response = await fetch(`${house.url}${address}`, {
              method: 'POST',
              body,
              headers: { Cookie: cookie, 'Content-Type': 'application/json', ...headers },
            });
            expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
            return ((await response.json()) as Problem).code;
          };
          const sample = JSON.stringify(samples[name]);
          for (const Origin of [
            'https://elsewhere.example',
            'null',
            `${house.url}.elsewhere.example`,
            'javascript:alert(1)',
          ])
            expect(await send(sample, { Origin }), Origin).to.equal('foreignOrigin');
          for (const text of [
            '{',
            '{"a":1',
            `${sample}}`,
            '[]',
            'null',
            '"text"',
            '\u0000',
            '{"a":"\ud800'.slice(0, 5),
          ])
            expect(await send(text), text).to.equal('notJson');
          expect(await send(' '.repeat(name === 'importRecords' ? 5_000_000 : 70_000))).to.equal('tooLarge');
          expect(await send(sample, { 'Request-Id': 'short' })).to.equal('badInput');
          expect(house.muster.board.spine.seq).to.equal(seq);
        });
    });

  describe('whatever is asked', () => {
    before(enter);
    after(leave);

    it('keeps Muster’s own sweeps to itself', async () => {
      for (const name of operationNames.filter((one) => operations[one].who === 'system')) {
        for (const as of [undefined, 'bai', 'ada']) await refused(name, samples[name], as);
        const response = await fetch(`${house.url}${operations[name].http.path}`, {
          method: 'POST',
          headers: { Cookie: await house.signIn('ada') },
        });
        expect(response.status).to.equal(404);
      }
    });

    it('answers what it does not know with a problem too', async () => {
      const line = await house.screen({ as: 'ada' });
      for (const name of ['nothing', '__proto__', 'constructor', 'toString', 'acceptInvitation', '', 'x'.repeat(60)]) {
        const ack = await line.perform(name as OperationName, {} as never);
        expect(ack.ok === false && ack.problem.status, name).to.equal(404);
      }
      for (const given of [
        undefined,
        null,
        7,
        [],
        { name: 7 },
        { name: 'reportNeed', input: {}, more: 1 },
        { name: 'reportNeed', requestId: 'x' },
      ]) {
        const ack = (await line.socket.timeout(5000).emitWithAck('operation', given)) as {
          ok: boolean;
          problem: Problem;
        };
        expect(ack.ok === false && ack.problem.status, JSON.stringify(given)).to.equal(400);
      }
      for (const path of [
        '/api/nothing',
        '/api/needs/x/y/z',
        '/nothing',
        '/api/needs/%E0%A4%A/claim',
        '/api/../../etc/passwd',
      ])
        for (const method of ['GET', 'POST', 'DELETE']) {
          const response = await fetch(`${house.url}${path}`, { method });
          expect(response.status, `${method} ${path}`).to.be.within(400, 404);
          expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/);
        }
      for (const query of [
        'limit=1&limit=2',
        'limit=',
        'limit=ten',
        'limit=1e9',
        'limit[$gt]=1',
        '__proto__=1',
        'from=-1',
      ]) {
        const response = await fetch(`${house.url}/api/people?${query}`, {
          headers: { Cookie: await house.signIn('ada') },
        });
        expect(response.status, query).to.equal(400);
      }
    });

    it('lets a signed-in screen ask nothing from another website, and drops a message too large without harm', async () => {
      const { seq } = house.muster.board.spine;
      const line = await house.screen({ as: 'ada' });
      const gone = new Promise((resolve) => line.socket.once('disconnect', resolve));
      line.socket.emit('operation', { name: 'reportNeed', input: { details: 'x'.repeat(100_000) } });
      await gone;
      expect(house.muster.board.spine.seq).to.equal(seq);
      expect((await fetch(`${house.url}/healthz`)).status).to.equal(200);
      const { io } = await import('socket.io-client');
      const foreign = io(house.url, {
        transports: ['websocket'],
        reconnection: false,
        extraHeaders: { Origin: 'https://elsewhere.example' },
      });
      await new Promise((resolve) => foreign.once('connect_error', resolve));
      foreign.close();
    });

    it('finds more people than fit on a page of a thousand', async () => {
      const { status, body } = await house.http('findPeople', { from: 1500 }, { as: 'ada' });
      expect([status, body.people]).to.deep.equal([200, []]);
    });
  });
});

/** Where in a value other objects stand; of a list, its first item speaks for all. */
function insides(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? Object.entries(value.slice(0, 1)) : Object.entries(value);
  const here = at.length === 0 || Array.isArray(value) ? [] : [at];
  return [...here, ...entries.flatMap(([key, inner]) => insides(inner, [...at, key]))];
}
