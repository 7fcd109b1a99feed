import vocabulary from './skills.json' with { type: 'json' };

export interface Skill {
  code: string;
  en: string;
  'zh-CN': string;
  /** Counts only with a verified, unexpired credential that vouches for it. */
  credentialed: boolean;
  groupCode: string;
}

export interface Credential {
  code: string;
  en: string;
  'zh-CN': string;
}

/** Every skill of the vocabulary by its code, in the order of the vocabulary. */
export const skills: ReadonlyMap<string, Skill> = new Map(
  vocabulary.groups.flatMap((group) =>
    group.skills.map((skill) => [
      skill.code,
      {
        code: skill.code,
        en: skill.en,
        'zh-CN': skill['zh-CN'],
        credentialed: skill.credentialed,
        groupCode: group.code,
      },
    ]),
  ),
);

/** Every credential of the vocabulary by its code. */
export const credentials: ReadonlyMap<string, Credential> = new Map(
  vocabulary.credentials.map((credential) => [
    credential.code,
    { code: credential.code, en: credential.en, 'zh-CN': credential['zh-CN'] },
  ]),
);

export const skillGroups: readonly { code: string; en: string; 'zh-CN': string }[] = vocabulary.groups.map((group) => ({
  code: group.code,
  en: group.en,
  'zh-CN': group['zh-CN'],
}));

/** The licences of a social worker, any of which makes a person one. */
export const socialWorkCredentials: readonly string[] = ['cn.sw.assistant', 'cn.sw.worker', 'cn.sw.senior'];
