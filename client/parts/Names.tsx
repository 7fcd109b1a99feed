import { credentials, skills } from '../../shared/skills.ts';
import { language } from '../language.ts';
import { one } from '../live.ts';
import { say } from '../words/format.ts';

/** The name of a grid cell in the reader's language, or its id while the grid is not here yet. */
export const cellName = (id: string): string => say(one('cell', id)?.name) || id;
export const CellName = ({ id }: { id: string }) => <>{cellName(id)}</>;

/** The name of an organisation in the reader's language, or its id. */
export const organisationName = (id: string): string => say(one('organisation', id)?.name) || id;
export const OrganisationName = ({ id }: { id: string }) => <>{organisationName(id)}</>;

/** The name of a skill in the reader's language. */
export const skillName = (code: string): string => skills.get(code)?.[language.value === 'zh' ? 'zh-CN' : 'en'] ?? code;
export const SkillName = ({ code }: { code: string }) => <>{skillName(code)}</>;

/** The name of a credential in the reader's language. */
export const credentialName = (code: string): string =>
  credentials.get(code)?.[language.value === 'zh' ? 'zh-CN' : 'en'] ?? code;
export const CredentialName = ({ code }: { code: string }) => <>{credentialName(code)}</>;
