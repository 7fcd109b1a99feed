import type { WriteName } from '../../shared/operations.ts';
import { acceptPlan } from './accept-plan.ts';
import { declineDebrief, finishDebrief, raiseRelief, sayItWasHard, takeDebrief } from './care.ts';
import { openCase, passCase, setCasePhase, writeCaseNote } from './casework.ts';
import { checkIn } from './check-in.ts';
import {
  acceptOffer,
  checkOut,
  declineOffer,
  giveDeclineReason,
  markNoShow,
  offer,
  release,
  reportTrouble,
  setOut,
  withdrawOffer,
} from './dispatch.ts';
import {
  addCells,
  addOrganisation,
  addStation,
  closeIncident,
  closePeriod,
  importRecords,
  openIncident,
  openPeriod,
} from './incidents.ts';
import { acknowledgeAlert, claimNeed, closeNeed, mergeNeeds, reopenNeed, reportNeed, triageNeed } from './intake.ts';
import {
  acceptInvitation,
  addCredential,
  applyToHelp,
  approvePerson,
  foundDeployment,
  inviteAgain,
  invitePerson,
  setAvailability,
  suspendPerson,
  verifyCredential,
} from './people.ts';
import { releaseStaleClaims } from './claims.ts';
import type { Rule } from './rule.ts';
import { callUp } from './standby.ts';
import { escalateUnmetNeeds, expireOffers, raiseMissedCheckIns } from './sweeps.ts';
import { acknowledgeHandover, joinTeam, moveToNeed, nameLead, prepareHandover } from './teams.ts';
import { enough, openDueWaves, openWave, setAsking, stillNeeded, withdrawWave } from './waves.ts';

/** What decides each operation that changes something. */
export const rules: { [N in WriteName]: Rule<N> } = {
  reportNeed,
  triageNeed,
  claimNeed,
  mergeNeeds,
  closeNeed,
  reopenNeed,
  acknowledgeAlert,
  offer,
  withdrawOffer,
  acceptPlan,
  acceptOffer,
  declineOffer,
  giveDeclineReason,
  openWave,
  withdrawWave,
  setAsking,
  callUp,
  enough,
  stillNeeded,
  openDueWaves,
  releaseStaleClaims,
  setOut,
  checkIn,
  checkOut,
  release,
  markNoShow,
  reportTrouble,
  applyToHelp,
  acceptInvitation,
  setAvailability,
  invitePerson,
  inviteAgain,
  approvePerson,
  suspendPerson,
  addCredential,
  verifyCredential,
  openIncident,
  closeIncident,
  openPeriod,
  closePeriod,
  addOrganisation,
  addCells,
  addStation,
  importRecords,
  sayItWasHard,
  takeDebrief,
  finishDebrief,
  declineDebrief,
  nameLead,
  joinTeam,
  moveToNeed,
  prepareHandover,
  acknowledgeHandover,
  openCase,
  writeCaseNote,
  setCasePhase,
  passCase,
  expireOffers,
  raiseMissedCheckIns,
  escalateUnmetNeeds,
  raiseRelief,
  foundDeployment,
};
