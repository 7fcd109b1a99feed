import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isCommitted } from '../../shared/lifecycle.ts';
import type { Assignment } from '../../shared/records.ts';
import { all, nowAt, one, perform } from '../live.ts';
import { Button } from '../parts/Button.tsx';
import { CellName, OrganisationName, cellName } from '../parts/Names.tsx';
import { PriorityMark } from '../parts/PriorityMark.tsx';
import { Refused } from '../parts/Refused.tsx';
import { dayTime, say, time } from '../words/format.ts';
import { deskWords } from '../words/desk.ts';
import { supervisionWords } from '../words/supervision.ts';
import { StillOutSheet } from './care/StillOutSheet.tsx';
import { incident, sheet } from './chosen.ts';
import { dayOfEvents, wordEvent } from './events.ts';
import { CertificateSheet } from './hours/CertificateSheet.tsx';
import { seatWords } from './need/seat-words.ts';
import { Qr } from './Qr.tsx';
import { SheetHead } from './SheetHead.tsx';
import { nameOf, standingOf, titleOf } from './standing.ts';
import { ArrivalsSheet, PaperCodeSheet } from './walk-ups/Sheets.tsx';
import './sheet.css';

type Which = NonNullable<typeof sheet.value>;

/** A sheet of paper on the screen, as it will print: what a field team carries when systems fail. */
export function Sheet({ of }: { of: Which }) {
  const words = deskWords().sheet;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => frame.current?.focus(), []);
  return (
    <div class="paper-frame" ref={frame} tabIndex={-1} role="dialog" aria-modal="true" aria-label={words.label}>
      <div class="paper-bar row unprinted">
        <Button kind="primary" onPress={() => print()}>
          {words.print}
        </Button>
        <Button onPress={() => (sheet.value = null)}>{words.close}</Button>
      </div>
      <div class="paper">
        {of.of === 'assignment' && <AssignmentSheet needId={of.needId} />}
        {of.of === 'checkIn' && <CheckInSheet />}
        {of.of === 'log' && <LogSheet />}
        {of.of === 'stillOut' && (
          <>
            <SheetHead title={supervisionWords().out.sheet} />
            <StillOutSheet />
          </>
        )}
        {of.of === 'station' && <StationSheet stationId={of.stationId} />}
        {of.of === 'paperCode' && <PaperCodeSheet walkUpId={of.walkUpId} printsAtOnce={of.printsAtOnce ?? false} />}
        {of.of === 'certificate' && <CertificateSheet personId={of.personId} serviceRecordId={of.serviceRecordId} />}
        {of.of === 'arrivals' && <ArrivalsSheet stationId={of.stationId} />}
      </div>
    </div>
  );
}

function AssignmentSheet({ needId }: { needId: string }) {
  const words = deskWords();
  const standing = standingOf(needId);
  if (!standing) return null;
  const { need } = standing;
  const { address, details, contactName, contactPhone, point } = need.private ?? {};
  const team = standing.seats.flatMap(({ seat, assignments }) =>
    assignments.filter(isCommitted).map((assignment) => ({ seat, assignment })),
  );
  return (
    <>
      <SheetHead title={words.sheet.assignment}>
        <PriorityMark priority={need.priority} />
        <h3>{titleOf(need)}</h3>
      </SheetHead>
      <dl>
        <dt>{words.sheet.where}</dt>
        <dd>
          <CellName id={need.cellId} />
          {address && `, ${say(address)}`}
          {point && ` (${point.lat.toFixed(5)}, ${point.lon.toFixed(5)})`}
        </dd>
        <dt>{words.sheet.who}</dt>
        <dd>
          {contactName} {contactPhone}
        </dd>
        <dt>{words.sheet.what}</dt>
        <dd>
          {words.category[need.category]} · {words.need.people(need.peopleCount)}
          {details && (
            <>
              <br />
              {details}
            </>
          )}
        </dd>
      </dl>
      <h3>{words.sheet.team}</h3>
      <PeopleTable
        rows={team.map(({ seat, assignment }) => ({ assignment, what: seatWords(seat) }))}
        blank={Math.max(2, standing.lacking)}
      />
      <h3>{words.sheet.notes}</h3>
      <div class="lines" />
    </>
  );
}

function CheckInSheet() {
  const words = deskWords().sheet;
  const due = all('assignment')
    .filter((assignment) => assignment.incidentId === incident.value?.id && isCommitted(assignment))
    .map((assignment) => {
      const need = one('need', assignment.needId);
      return { assignment, what: need ? `${titleOf(need)}, ${cellName(need.cellId)}` : '' };
    })
    .sort((a, b) => (a.what < b.what ? -1 : 1));
  return (
    <>
      <SheetHead title={words.checkIn} />
      {due.length === 0 && <p>{words.none}</p>}
      <PeopleTable rows={due} blank={6} />
    </>
  );
}

function PeopleTable({ rows, blank }: { rows: { assignment: Assignment; what: string }[]; blank: number }) {
  const words = deskWords();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.sheet.name}</th>
          <th scope="col">{words.sheet.organisation}</th>
          <th scope="col">{words.sheet.phone}</th>
          <th scope="col">{words.sheet.task}</th>
          <th scope="col">{words.sheet.due}</th>
          <th scope="col">{words.sheet.in}</th>
          <th scope="col">{words.sheet.out}</th>
          <th scope="col">{words.sheet.signature}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ assignment, what }) => (
          <tr key={assignment.id}>
            <td>{nameOf(assignment.personId)}</td>
            <td>
              <OrganisationName id={assignment.organisationId} />
            </td>
            <td class="nowrap">{one('person', assignment.personId)?.private?.phone}</td>
            <td>{what}</td>
            <td>
              {assignment.checkInDueAt !== null &&
                assignment.checkedInAt === null &&
                ((assignment.startAt ?? 0) > nowAt() ? dayTime : time)(assignment.checkInDueAt)}
            </td>
            <td>{assignment.checkedInAt !== null && time(assignment.checkedInAt)}</td>
            <td />
            <td class="signature" />
          </tr>
        ))}
        {Array.from({ length: blank }, (_, at) => (
          <tr key={at}>
            {Array.from({ length: 8 }, (__, column) => (
              <td key={column}>&nbsp;</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LogSheet() {
  const words = deskWords();
  return (
    <>
      <SheetHead title={words.sheet.log} />
      <table>
        <thead>
          <tr>
            <th scope="col">{words.log.time}</th>
            <th scope="col">{words.log.what}</th>
            <th scope="col">{words.log.where}</th>
          </tr>
        </thead>
        <tbody>
          {dayOfEvents.value.slice(0, mostPrinted).map((event) => (
            <tr key={event.key}>
              <td class="nowrap">{dayTime(event.at)}</td>
              <td>{wordEvent(event)}</td>
              <td class="nowrap">{cellName(one('need', event.needId)?.cellId ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Forty pages; more is an export. */
const mostPrinted = 1600;

function StationSheet({ stationId }: { stationId: string }) {
  const words = deskWords().stations;
  const code = useSignal<string | null>(null);
  const error = useSignal<unknown>(null);
  useEffect(() => {
    perform('readStationCode', { stationId }).then(
      (answer) => (code.value = answer.code),
      (refused: unknown) => (error.value = refused),
    );
  }, [stationId]);
  const station = one('station', stationId);
  if (!station) return null;
  return (
    <div class="station-sheet">
      <p>{say(incident.value?.name)}</p>
      <h2>{words.sheetHeading}</h2>
      <h3>{[station.name.zh, station.name.en].filter(Boolean).join(' · ')}</h3>
      <Refused error={error.value} />
      {code.value !== null && <Qr text={stationLink(code.value)} label={words.codeLabel(say(station.name))} />}
      <p>{words.sheetHint}</p>
      <p class="code">{code.value}</p>
    </div>
  );
}

/** What a phone's own camera opens: the pocket, with the code of the check-in point. */
const stationLink = (code: string): string => `${location.origin}/go#at=${encodeURIComponent(code)}`;
