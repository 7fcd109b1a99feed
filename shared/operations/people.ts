import { z } from 'zod';
import { Limits, Person, PersonRole } from '../records.ts';
import {
  CredentialCode,
  Email,
  Id,
  Instant,
  Phone,
  SkillCode,
  SkillLevel,
  Span,
  SpokenLanguage,
  Words,
  distinct,
  line,
  paragraph,
} from '../shapes.ts';
import { PersonRow } from './answers.ts';
import { Done, count, object, read, write } from './operation.ts';

/** People: joining, what they can and when, approval. */
export const people = {
  setAvailability: write(
    'responder',
    '/api/people/:personId/availability',
    object({ personId: Id, availability: z.array(Span).max(60), limits: Limits.optional() }),
    Done,
  ),
  invitePerson: write(
    'coordinator',
    '/api/people/invite',
    object({
      name: Words,
      phone: Phone.optional(),
      email: Email.optional(),
      organisationId: Id.optional(),
      roles: distinct(PersonRole, 4).min(1),
      homeCellId: Id,
      skills: z.array(SkillLevel).max(65).default([]),
      languages: distinct(SpokenLanguage, 12).default(['cmn']),
      uses: z.int().min(1).max(1000).default(1),
    }),
    object({ personId: Id, link: z.string() }),
  ),
  inviteAgain: write(
    'coordinator',
    '/api/people/:personId/invite',
    object({ personId: Id }),
    object({ link: z.string() }),
  ),
  approvePerson: write('coordinator', '/api/people/:personId/approve', object({ personId: Id }), Done),
  suspendPerson: write('coordinator', '/api/people/:personId/suspend', object({ personId: Id }), Done),
  addCredential: write(
    'responder',
    '/api/people/:personId/credentials',
    object({
      personId: Id,
      code: CredentialCode,
      issuer: line(120),
      number: line(60),
      expiresAt: Instant.nullable(),
      skillCodes: distinct(SkillCode, 20),
    }),
    object({ credentialId: Id }),
  ),
  verifyCredential: write(
    'coordinator',
    '/api/people/:personId/credentials/:credentialId/verify',
    object({ personId: Id, credentialId: Id }),
    Done,
  ),
  findPeople: read(
    'coordinator',
    '/api/people',
    object({
      text: paragraph(80).default(''),
      status: Person.shape.status.optional(),
      limit: count(200).default(50),
      from: count(1_000_000).default(0),
    }),
    object({ total: z.int(), people: z.array(PersonRow) }),
  ),
} as const;
