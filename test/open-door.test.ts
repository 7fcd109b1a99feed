import { expect } from 'chai';
import { preferredLanguage } from '../client/language.ts';
import { cellNamedIn, emptyDraft, lacksOf, titleAndDetails, toReport } from '../client/open/draft.ts';
import { linkTo, readRoute } from '../client/open/route.ts';
import { readCode } from '../client/parts/paper-code.ts';
import { stepsOf } from '../client/open/steps.ts';
import { cellAt, neighbour, projectCells } from '../client/parts/cell-geometry.ts';
import { coverageState } from '../client/parts/coverage.ts';
import type { Coverage } from '../client/shown.ts';
import { operations } from '../shared/operations.ts';

const day = 86_400_000;
const now = 1_800_000_000_000;

describe('Asking for help at the open door', () => {
  const named = [
    { id: 'l1', name: { en: 'Lanshan 1', zh: '兰山 1' } },
    { id: 'l12', name: { en: 'Lanshan 12', zh: '兰山 12' } },
  ];

  it('finds the area in an address, in either language and without mixing up 1 and 12', () => {
    expect(cellNamedIn('兰山12，三号楼', named)).to.equal('l12');
    expect(cellNamedIn('lanshan 1, house 4', named)).to.equal('l1');
    expect(cellNamedIn('Haitang 3', named)).to.equal(null);
    expect(cellNamedIn('', named)).to.equal(null);
  });

  it('says what is missing and nothing else', () => {
    expect(Object.keys(lacksOf(emptyDraft, null)).sort()).to.deep.equal(['category', 'what', 'where']);
    const full = { ...emptyDraft, category: 'food' as const, what: '断水两天', people: '12' };
    expect(lacksOf(full, 'l1')).to.deep.equal({});
    expect(lacksOf({ ...full, people: '0', phone: 'call me' }, 'l1')).to.deep.equal({ people: true, phone: true });
  });

  it('takes the first sentence as the title and keeps every word', () => {
    expect(titleAndDetails('停水两天。有十几位老人。')).to.deep.equal({
      title: { zh: '停水两天。' },
      details: '停水两天。有十几位老人。',
    });
    expect(titleAndDetails('No water for 2.5 days')).to.deep.equal({ title: { en: 'No water for 2.5 days' } });
  });

  it('sends what the server takes, however long the text', () => {
    const draft = {
      ...emptyDraft,
      category: 'medical' as const,
      what: '救'.repeat(4000),
      phone: ' 138 0000 0000 ',
      name: '李',
    };
    const parsed = operations.reportNeed.input.safeParse(toReport(draft, 'l1', 'i1'));
    expect(parsed.error).to.equal(undefined);
  });
});

describe('Following a report', () => {
  it('reads a code however it is typed, and refuses what cannot be one', () => {
    expect(readCode(' k7m2p 9xq4r')).to.equal('K7M2P-9XQ4R');
    expect(readCode('https://muster.example/#paper=K7M2P-9XQ4R')).to.equal('K7M2P-9XQ4R');
    expect(readCode('K7M2P-9XQ4O')).to.equal(null);
    expect(readCode('K7M2P')).to.equal(null);
  });

  it('keeps the code in the part of the address that is never sent', () => {
    expect(linkTo({ to: 'follow', code: 'K7M2P-9XQ4R' })).to.equal('#follow=K7M2P-9XQ4R');
    expect(readRoute('#follow=k7m2p9xq4r')).to.deep.equal({ to: 'follow', code: 'K7M2P-9XQ4R' });
    expect(readRoute('#follow')).to.deep.equal({ to: 'follow', code: null });
    expect(readRoute('#paper=k7m2p9xq4r')).to.deep.equal({ to: 'paper', code: 'K7M2P-9XQ4R' });
    expect(readRoute(linkTo({ to: 'here', station: 's:1.a_b-c=' }))).to.deep.equal({
      to: 'here',
      station: 's:1.a_b-c=',
    });
    expect(readRoute('#here=%E0%A4%A')).to.deep.equal({ to: 'here', station: null });
    expect(readRoute('#%%')).to.deep.equal({ to: 'ask' });
    expect(readRoute('#follow=%E0%A4%A')).to.deep.equal({ to: 'follow', code: null });
  });

  it('tells how far it is, and does not claim what never happened', () => {
    const none = { coming: 0, onScene: 0, done: 0 };
    const states = (need: Parameters<typeof stepsOf>[0]): string[] =>
      stepsOf(need).map(({ step, state }) => `${step} ${state}`);
    expect(states({ ...none, status: 'reported' })).to.deep.equal([
      'arrived done',
      'read now',
      'coming later',
      'here later',
      'done later',
    ]);
    expect(states({ ...none, status: 'open', coming: 1 })).to.deep.equal([
      'arrived done',
      'read done',
      'coming done',
      'here now',
      'done later',
    ]);
    expect(states({ ...none, status: 'closed' })).to.deep.equal(['arrived done', 'read done', 'done done']);
  });
});

describe('The map of areas', () => {
  const square = (id: string, lon: number, lat: number) => ({
    id,
    ring: [
      { lon, lat },
      { lon: lon + 1, lat },
      { lon: lon + 1, lat: lat + 1 },
      { lon, lat: lat + 1 },
      { lon, lat },
    ],
    centre: { lon: lon + 0.5, lat: lat + 0.5 },
  });
  const cells = [square('sw', 0, 0), square('se', 1, 0), square('nw', 0, 1)];

  it('finds the area a phone is in, and none outside', () => {
    expect(cellAt(cells, { lon: 1.5, lat: 0.5 })?.id).to.equal('se');
    expect(cellAt(cells, { lon: 1.5, lat: 1.5 })).to.equal(undefined);
  });

  it('moves with the arrow keys and stays at the edge', () => {
    const projection = projectCells(cells, 600);
    const move = (key: string): string | undefined => neighbour(cells, cells[0]!, key, projection)?.id;
    expect(move('ArrowRight')).to.equal('se');
    expect(move('ArrowUp')).to.equal('nw');
    expect(move('ArrowLeft')).to.equal(undefined);
    expect(move('constructor')).to.equal(undefined);
  });

  it('shows an area nobody has heard from for a day as silent, not as well', () => {
    const coverage: Coverage = {
      kind: 'coverage',
      id: 'sw',
      state: 'none',
      open: 0,
      lacking: 0,
      coming: 0,
      onScene: 0,
      served: 0,
      lastReportAt: null,
    };
    expect(coverageState(coverage, now, now - day / 2)).to.equal('none');
    expect(coverageState(coverage, now, now - 2 * day)).to.equal('blind');
    expect(coverageState({ ...coverage, state: 'served', lastReportAt: now - 1000 }, now, now - 2 * day)).to.equal(
      'served',
    );
    expect(
      coverageState({ ...coverage, state: 'unmet', open: 1, lastReportAt: now - 2 * day }, now, now - 3 * day),
    ).to.equal('unmet');
  });
});

describe('The language of the screens', () => {
  it('is what was chosen here, else the first of the browser’s that Muster speaks', () => {
    expect(preferredLanguage('zh', ['en-US'])).to.equal('zh');
    expect(preferredLanguage(null, ['fr-FR', 'zh-TW', 'en'])).to.equal('zh');
    expect(preferredLanguage(null, ['fr-FR'])).to.equal('en');
    expect(preferredLanguage('klingon', ['en'])).to.equal('en');
  });
});
