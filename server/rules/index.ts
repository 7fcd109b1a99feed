import type { WriteName } from '../../shared/operations.ts';
import { acceptPlan } from './accept-plan.ts';
import { setCareLimits } from './care-limits.ts';
import { declineDebrief, finishDebrief, raiseRelief, sayItWasHard, takeDebrief } from './care.ts';
import { openCase, passCase, setCasePhase, writeCaseNote } from './casework.ts';
import { checkIn, checkOut } from './check-in.ts';
import {
  acceptOffer,
  declineOffer,
  giveDeclineReason,
  markNoShow,
  offer,
  release,
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
import { acknowledgeNotices, claimDeliveries, noteReceipt, settleDeliveries } from './deliver.ts';
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
import { changeContact } from './contact.ts';
import { addDevice, removeDevice, sendTestNotice, setReach } from './reach.ts';
import { answerByLink, answerByMessage } from './replies.ts';
import { callUp } from './standby.ts';
import { reportTrouble, settleAlert, tellPlace } from './help.ts';
import { answerRollCall, closeRollCall, openRollCall } from './roll-call.ts';
import type { Rule } from './rule.ts';
import { askWhetherAllIsWell, sayWell, setEscalation, setRisk } from './safety.ts';
import { sendTeams } from './send-teams.ts';
import { issueServiceRecord } from './service.ts';
import { placeWalkUp, registerMyself, registerWalkUp, stepByCode } from './walk-up.ts';
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
  sendTeams,
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
  sayWell,
  tellPlace,
  settleAlert,
  setRisk,
  setEscalation,
  setCareLimits,
  openRollCall,
  answerRollCall,
  closeRollCall,
  registerWalkUp,
  registerMyself,
  placeWalkUp,
  stepByCode,
  issueServiceRecord,
  askWhetherAllIsWell,
  setReach,
  changeContact,
  addDevice,
  removeDevice,
  sendTestNotice,
  acknowledgeNotices,
  claimDeliveries,
  settleDeliveries,
  noteReceipt,
  answerByMessage,
  answerByLink,
};
