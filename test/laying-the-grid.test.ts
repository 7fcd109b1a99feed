import { expect } from 'chai';
import { cellsFromGeoJson } from '../client/desk/grid/cells-from-geojson.ts';
import { squareCells } from '../client/desk/grid/square-cells.ts';
import { operations } from '../shared/operations.ts';

const square = (lon: number, side: number) => [
  [lon, 22],
  [lon + side, 22],
  [lon + side, 22 + side],
  [lon, 22 + side],
  [lon, 22],
];
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const area = (properties: object, geometry: object, id?: unknown) => ({ type: 'Feature', id, properties, geometry });

describe('Laying the grid', () => {
  it('takes names in both languages, people living there and the id from a file', () => {
    const { cells, problems } = cellsFromGeoJson(
      collection(
        area(
          { 名称: '老城区', 'name:en': 'Old Town', population: 4200.4 },
          { type: 'Polygon', coordinates: [square(114, 0.1)] },
          'old-town',
        ),
        area({}, { type: 'Polygon', coordinates: [square(115, 0.1)] }),
      ),
    );
    expect(problems).to.deep.equal([]);
    expect(cells[0]).to.deep.include({
      id: 'old-town',
      name: { zh: '老城区', en: 'Old Town' },
      population: 4200,
      centre: { lon: 114.05, lat: 22.05 },
    });
    expect(cells[1]!.name).to.deep.equal({ en: 'Cell 2', zh: '网格 2' });
  });

  it('takes the largest of several parts, and closes an outline left open', () => {
    const open = square(114, 0.3).slice(0, -1);
    const { cells } = cellsFromGeoJson(
      collection(area({ name: 'A' }, { type: 'MultiPolygon', coordinates: [[square(113, 0.1)], [open]] })),
    );
    expect(cells[0]!.ring.map(({ lon }) => lon)).to.deep.equal([114, 114.3, 114.3, 114, 114]);
  });

  it('gives two features with the same id an id each', () => {
    const shape = { type: 'Polygon', coordinates: [square(114, 0.1)] };
    const { cells } = cellsFromGeoJson(collection(area({}, shape, 'a'), area({}, shape, 'a')));
    expect(new Set(cells.map(({ id }) => id))).to.have.lengthOf(2);
  });

  it('names what it cannot take, and takes the rest', () => {
    const far = [
      [400_000, 2_500_000],
      [400_100, 2_500_000],
      [400_100, 2_500_100],
      [400_000, 2_500_000],
    ];
    const { cells, problems } = cellsFromGeoJson(
      collection(
        area({ name: 'pole' }, { type: 'Point', coordinates: [1, 2] }),
        area({ name: 'metres' }, { type: 'Polygon', coordinates: [far] }),
        area({ name: 'speck' }, { type: 'Polygon', coordinates: [square(114, 1e-9)] }),
        area({ name: 'words' }, { type: 'Polygon', coordinates: [[['x', 'y']]] }),
        area({ name: 'good' }, { type: 'Polygon', coordinates: [square(114, 0.1)] }),
      ),
    );
    expect(cells.map(({ name }) => name.en)).to.deep.equal(['good']);
    expect(problems.map((problem) => [problem.why, 'name' in problem && problem.name])).to.deep.equal([
      ['notAnArea', 'pole'],
      ['outsideTheEarth', 'metres'],
      ['tooSmall', 'speck'],
      ['notAnArea', 'words'],
    ]);
    expect(cellsFromGeoJson('{').problems).to.deep.equal([{ why: 'notJson' }]);
    expect(cellsFromGeoJson('null').problems).to.deep.equal([{ why: 'notFeatures' }]);
    expect(cellsFromGeoJson(collection()).problems).to.deep.equal([{ why: 'empty' }]);
  });

  it('makes cells that the server takes, however many corners the outline had', () => {
    const coast = Array.from({ length: 5001 }, (_, at) => {
      const turn = (at * 2 * Math.PI) / 5000;
      const reach = 0.2 + 0.01 * Math.sin(40 * turn);
      return [114 + reach * Math.cos(turn), 22 + reach * Math.sin(turn)];
    });
    const { cells } = cellsFromGeoJson(collection(area({ name: 'Coast' }, { type: 'Polygon', coordinates: [coast] })));
    const squares = squareCells({ centre: { lon: 114, lat: 22 }, sideKm: 1, columns: 30, rows: 2 });
    expect(operations.addCells.input.safeParse({ cells: [...cells, ...squares] }).error).to.equal(undefined);
  });

  it('draws squares that are square on the ground and share their corners', () => {
    const cells = squareCells({ centre: { lon: 114, lat: 60 }, sideKm: 2, columns: 28, rows: 3 });
    expect(cells).to.have.lengthOf(84);
    expect(cells.at(-1)!.name.en).to.equal('AB3');
    const [nw, ne, , sw] = cells[0]!.ring;
    const heightKm = (nw!.lat - sw!.lat) * 111.32;
    const widthKm = (ne!.lon - nw!.lon) * 111.32 * Math.cos((60 * Math.PI) / 180);
    expect(heightKm).to.be.closeTo(2, 0.001);
    expect(widthKm).to.be.closeTo(2, 0.001);
    expect(cells[0]!.ring[1]).to.deep.equal(cells[1]!.ring[0]);
  });
});
