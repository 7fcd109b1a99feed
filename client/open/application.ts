import type { GivenInput } from '../../shared/operations.ts';
import type { SkillLevel, SpokenLanguage } from '../../shared/shapes.ts';
import { isPhone } from '../phone.ts';
import { inItsLanguage } from './draft.ts';

/** Somebody's wish to help, as it is being written. */
export interface Application {
  name: string;
  phone: string;
  email: string;
  organisationId: string;
  homeCellId: string;
  languages: SpokenLanguage[];
  skills: SkillLevel[];
}

export const emptyApplication: Application = {
  name: '',
  phone: '',
  email: '',
  organisationId: '',
  homeCellId: '',
  languages: ['cmn'],
  skills: [],
};

/** What keeps it from being sent, by field. */
export function lacksOfApplication(application: Application): Partial<Record<keyof Application, true>> {
  const { name, phone, email, organisationId, homeCellId, languages } = application;
  const lacks: [keyof Application, boolean][] = [
    ['name', name.trim() === ''],
    ['phone', !isPhone(phone)],
    ['email', email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email.trim())],
    ['organisationId', organisationId === ''],
    ['homeCellId', homeCellId === ''],
    ['languages', languages.length === 0],
  ];
  return Object.fromEntries(lacks.filter(([, is]) => is).map(([field]) => [field, true]));
}

/** The application as `applyToHelp` takes it. */
export function toApplication(application: Application): GivenInput<'applyToHelp'> {
  const { name, phone, email, ...rest } = application;
  return {
    ...rest,
    name: inItsLanguage(name.trim()),
    phone: phone.trim(),
    ...(email.trim() ? { email: email.trim() } : {}),
  };
}
