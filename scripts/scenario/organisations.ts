import type { Organisation } from '../../shared/records.ts';
import type { DistrictCell } from './district.ts';

/** The six organisations of Nanyu; the ids are what the profiles and needs of the scenario refer to. */
const six = [
  {
    id: 'nanyu-emo',
    form: 'government',
    name: { en: 'Nanyu Emergency Management Office', zh: '南屿区应急管理局' },
    townIds: null,
  },
  {
    id: 'qinghe',
    form: 'agency',
    name: { en: 'Qinghe Social Work Service Centre', zh: '晴禾社会工作服务中心' },
    townIds: ['lanshan', 'yuegang', 'baishawan', 'songbai'],
  },
  {
    id: 'tongxin',
    form: 'agency',
    name: { en: 'Tongxin Child and Family Services', zh: '同心儿童与家庭服务社' },
    townIds: ['lanshan', 'haitang', 'longjing', 'yuegang'],
  },
  {
    id: 'yian',
    form: 'agency',
    name: { en: "Yi'an Older People and Rehabilitation Services", zh: '颐安长者与康复服务中心' },
    townIds: ['lanshan', 'haitang', 'longjing', 'yunling', 'shitang'],
  },
  {
    id: 'haiguang',
    form: 'foundation',
    name: { en: 'Haiguang Charity Foundation', zh: '海光公益基金会' },
    townIds: null,
  },
  {
    id: 'langhua',
    form: 'grassroots',
    name: { en: 'Langhua Volunteer Rescue Team', zh: '浪花志愿救援队' },
    townIds: ['haitang', 'yuegang', 'baishawan', 'shitang', 'lanshan'],
  },
] as const;

export type OrganisationId = (typeof six)[number]['id'];

/** Each with the cells of the towns it serves; the office and the foundation serve all. */
export function organisationsOf(cells: readonly DistrictCell[]): Organisation[] {
  return six.map(({ id, form, name, townIds }) => ({
    kind: 'organisation',
    id,
    form,
    name,
    serviceCellIds: cells
      .filter((cell) => townIds === null || (townIds as readonly string[]).includes(cell.town.id))
      .map((cell) => cell.id),
    status: 'active',
  }));
}

/** The same six where the grid is another one: each serves all of it. */
export function organisationsFor(cellIds: readonly string[]): Organisation[] {
  return six.map(({ id, form, name }) => ({
    kind: 'organisation',
    id,
    form,
    name,
    serviceCellIds: [...cellIds],
    status: 'active',
  }));
}
