import type { Cell, HeldCredential, Organisation, Person, PersonRole } from '../../shared/records.ts';
import type { SkillLevel, Words } from '../../shared/shapes.ts';

/** A small believable world: a district of six cells after a typhoon, three organisations and twenty-one people. */

/** Monday 14 September 2026, 09:00 in Shanghai. */
export const morning = Date.UTC(2026, 8, 14, 1, 0);
const hour = 3_600_000;
const day = 24 * hour;

export const cells: Cell[] = [
  ['quay', '码头', 'Quayside'],
  ['old-town', '老城', 'Old Town'],
  ['market', '集市', 'Market'],
  ['school', '学校', 'Schools'],
  ['hill', '山前', 'Hillside'],
  ['dyke', '堤内', 'Behind the Dyke'],
].map(([id, zh, en], at): Cell => {
  const lon = 121.5 + (at % 3) * 0.02;
  const lat = 28.6 + Math.floor(at / 3) * 0.02;
  const corner = (dLon: number, dLat: number) => ({ lon: lon + dLon, lat: lat + dLat });
  return {
    kind: 'cell',
    id: id!,
    name: { en: en!, zh: zh! },
    ring: [corner(0, 0), corner(0.02, 0), corner(0.02, 0.02), corner(0, 0.02), corner(0, 0)],
    centre: corner(0.01, 0.01),
    population: 4000 + at * 500,
  };
});

export const organisations: Organisation[] = [
  organisation('office', 'government', { en: 'District Emergency Office', zh: '区应急办' }, [
    'quay',
    'old-town',
    'market',
  ]),
  organisation('harbour', 'agency', { en: 'Harbour Social Work Agency', zh: '海港社工服务中心' }, ['quay', 'school']),
  organisation('tides', 'grassroots', { en: 'Tides Volunteer Team', zh: '潮汐志愿队' }, ['hill', 'dyke']),
];

function organisation(id: string, form: Organisation['form'], name: Words, serviceCellIds: string[]): Organisation {
  return { kind: 'organisation', id, name, form, serviceCellIds, status: 'active' };
}

const licence = (id: string, state: 'verified' | 'expired' | 'unverified'): HeldCredential => ({
  id: `${id}-licence`,
  code: 'cn.sw.worker',
  issuer: 'Ministry of Civil Affairs',
  expiresAt: state === 'expired' ? morning - day : morning + 300 * day,
  skillCodes: ['psy.case', 'psy.child'],
  verifiedAt: state === 'unverified' ? null : morning - 100 * day,
  verifiedBy: state === 'unverified' ? null : 'ada',
});

const casework: SkillLevel[] = [
  { code: 'psy.case', level: 4 },
  { code: 'psy.child', level: 3 },
  { code: 'psy.disab', level: 3 },
];
const helping: SkillLevel[] = [
  { code: 'psy.pfa', level: 2 },
  { code: 'care.feeding', level: 3 },
  { code: 'care.register', level: 2 },
  { code: 'psy.elder', level: 2 },
];

type Row = [id: string, en: string, zh: string, organisationId: string, roles: PersonRole[], cell: number];
const rows: Row[] = [
  ['ada', 'Ada Yuan Shuyi', '袁淑仪', 'office', ['admin', 'coordinator'], 0],
  ['bo', 'Bo Zhenhai', '薄镇海', 'office', ['admin'], 1],
  ['cao', 'Cao Lanting', '曹兰亭', 'office', ['coordinator'], 1],
  ['hua', 'Hua Jingqiu', '华静秋', 'harbour', ['coordinator'], 2],
  ['tang', 'Tang Weilan', '唐蔚澜', 'tides', ['coordinator'], 4],
  ['lin', 'Lin Qingyu', '林清语', 'harbour', ['socialWorker'], 0],
  ['mei', 'Mei Ruoxi', '梅若溪', 'harbour', ['socialWorker'], 2],
  ['qiu', 'Qiu Mingde', '邱明德', 'office', ['socialWorker'], 3],
  ['rao', 'Rao Sinan', '饶思南', 'tides', ['socialWorker', 'volunteer'], 4],
  ['sui', 'Sui Haitao', '隋海涛', 'harbour', ['socialWorker'], 1],
  ['tao', 'Tao Yiran', '陶怡然', 'harbour', ['socialWorker'], 1],
  ['an', 'An Dongmei', '安冬梅', 'tides', ['volunteer'], 0],
  ['bai', 'Bai Xingzhou', '白行舟', 'tides', ['volunteer'], 1],
  ['chi', 'Chi Guangming', '池光明', 'tides', ['volunteer'], 2],
  ['dai', 'Dai Yulan', '戴玉兰', 'harbour', ['volunteer'], 3],
  ['fei', 'Fei Changfeng', '费长风', 'harbour', ['volunteer'], 4],
  ['gu', 'Gu Pingan', '顾平安', 'office', ['volunteer'], 5],
  ['he', 'He Tianyou', '贺天佑', 'tides', ['volunteer'], 0],
  ['ji', 'Ji Baichuan', '纪百川', 'tides', ['volunteer'], 1],
  ['kang', 'Kang Ning', '康宁宁', 'harbour', ['volunteer'], 2],
  ['wei', 'Wei Xinlai', '卫新来', 'tides', ['volunteer'], 2],
];

/** `sui`'s licence has run out, `tao`'s was never verified, `wei` waits for approval; everybody else may be asked. */
export const people: Person[] = rows.map(([id, en, zh, organisationId, roles, cell], at): Person => ({
  kind: 'person',
  id,
  organisationId,
  roles,
  status: id === 'wei' ? 'applied' : 'approved',
  skills: roles.includes('socialWorker') ? casework : helping,
  credentials: roles.includes('socialWorker')
    ? [licence(id, id === 'sui' ? 'expired' : id === 'tao' ? 'unverified' : 'verified')]
    : [],
  languages: ['cmn', ...(at % 3 === 0 ? (['yue'] as const) : [])],
  homeCellId: cells[cell]!.id,
  availability: [{ fromAt: morning - hour, untilAt: morning + 20 * day }],
  limits: { maxDistanceKm: 60, maxHoursPerDay: 16, minRestHours: 0, nights: true },
  heldBy: null,
  stints: [],
  offers: 0,
  accepts: 0,
  noShows: 0,
  lastOfferedAt: null,
  joinedAt: morning - 200 * day,
  private: {
    name: { en, zh },
    phone: `1380571${String(3000 + at)}`,
    email: `${id}@example.org`,
    ...(roles.includes('socialWorker') ? { credentialNumbers: { [`${id}-licence`]: `SW-2024-${70_000 + at}` } } : {}),
  },
}));
