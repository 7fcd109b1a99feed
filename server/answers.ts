import type { WriteName } from '../shared/operations.ts';
import type { Secrets } from './vault.ts';

/** The answer as the caller gets it: links and codes follow from the ids, so they are never stored and a retry gets the same. */
export function completeAnswer(
  name: WriteName,
  answer: Record<string, unknown>,
  secrets: Secrets,
  publicUrl: string,
): Record<string, unknown> {
  switch (name) {
    case 'reportNeed':
      return { ...answer, code: secrets.followCode(String(answer['needId'])) };
    case 'registerWalkUp':
    case 'registerMyself':
      return { ...answer, code: secrets.paperCode('walkUp', String(answer['walkUpId'])) };
    case 'issueServiceRecord':
      return { ...answer, code: secrets.paperCode('serviceRecord', String(answer['serviceRecordId'])) };
    case 'addStation':
      return { ...answer, code: secrets.token('station', String(answer['stationId'])) };
    case 'applyToHelp':
    case 'invitePerson':
    case 'inviteAgain': {
      const { invitationId, ...told } = answer;
      return { ...told, link: signInLink(publicUrl, secrets, String(invitationId)) };
    }
    default:
      return answer;
  }
}

/** Where somebody answers an offer without signing in; for that one offer alone. */
export const answerLink = (publicUrl: string, secrets: Secrets, assignmentId: string): string =>
  `${publicUrl}/#offer=${secrets.token('offer', assignmentId)}`;

// After the #, so that no server log, proxy or referrer ever holds a link that signs somebody in.
export const signInLink = (publicUrl: string, secrets: Secrets, invitationId: string): string =>
  `${publicUrl}/in#${secrets.token('invitation', invitationId)}`;
