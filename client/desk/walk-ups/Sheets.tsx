import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WalkUp } from '../../../shared/records/on-scene.ts';
import { all, one, perform } from '../../live.ts';
import { paperLink } from '../../parts/paper-code.ts';
import { Refused } from '../../parts/Refused.tsx';
import { dayTime, number, say, time } from '../../words/format.ts';
import { arrivalsWords } from '../../words/arrivals.ts';
import { hereWords } from '../../words/here.ts';
import { incident, sheet } from '../chosen.ts';
import { Qr } from '../Qr.tsx';
import { SheetHead } from '../SheetHead.tsx';
import { nameOf, titleOf } from '../standing.ts';

/** What somebody without an account carries: their code, and the way to it from any phone. */
export function PaperCodeSheet({ walkUpId, printsAtOnce }: { walkUpId: string; printsAtOnce: boolean }) {
  const words = arrivalsWords();
  const code = useSignal<string | null>(null);
  const error = useSignal<unknown>(null);
  useEffect(() => {
    let wanted = true;
    perform('readWalkUpCode', { walkUpId }).then(
      (answer) => wanted && (code.value = answer.code),
      (refused: unknown) => wanted && (error.value = refused),
    );
    return () => void (wanted = false);
  }, [walkUpId]);
  useEffect(() => {
    if (!printsAtOnce || code.value === null) return;
    const close = (): void => void (sheet.value = null);
    addEventListener('afterprint', close, { once: true });
    print();
    return () => removeEventListener('afterprint', close);
  }, [code.value]);
  const walkUp = one('walkUp', walkUpId);
  const name = walkUp ? nameOf(walkUp.personId) : '';
  return (
    <div class="slip">
      <div>
        <p class="small">{say(incident.value?.name)}</p>
        <h2>{words.slip.heading}</h2>
        <h3>{name}</h3>
        {walkUp && <p class="small">{words.came(dayTime(walkUp.arrivedAt))}</p>}
        <Refused error={error.value} />
        {code.value !== null && <p class="paper-code">{code.value}</p>}
        <p>{words.slip.hint}</p>
      </div>
      {code.value !== null && <Qr text={paperLink(code.value)} label={words.codeOf(name)} />}
    </div>
  );
}

/** Rows to write on by hand, for when systems fail. */
const blankRows = 8;

/** Everybody who came unasked, as ICS 211 lists them; of one check-in point, or of the incident. */
export function ArrivalsSheet({ stationId }: { stationId: string | null }) {
  const words = arrivalsWords().sheet;
  const station = one('station', stationId);
  const walkUps = all('walkUp')
    .filter((walkUp) => walkUp.incidentId === incident.value?.id && (!station || walkUp.stationId === station.id))
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt);
  const heads = [
    words.arrived,
    words.name,
    words.resource,
    words.personnel,
    words.leader,
    words.phone,
    words.unit,
    words.from,
    words.travel,
    words.qualifications,
    words.assigned,
    words.left,
    words.signature,
  ];
  return (
    <>
      <SheetHead title={words.heading}>
        {station && <h3>{say(station.name)}</h3>}
        <p>{words.total(walkUps.reduce((sum, { personnel }) => sum + personnel, 0))}</p>
      </SheetHead>
      <table class="arrivals">
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {walkUps.map((walkUp) => (
            <Row key={walkUp.id} walkUp={walkUp} />
          ))}
          {Array.from({ length: blankRows }, (_, at) => (
            <tr key={at} class="blank">
              {heads.map((head) => (
                <td key={head}>&nbsp;</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.preparedBy}</p>
    </>
  );
}

function Row({ walkUp }: { walkUp: WalkUp }) {
  const person = one('person', walkUp.personId);
  // Whoever has come back stands in a row of their own.
  const need = walkUp.leftAt === null ? one('need', one('assignment', person?.heldBy)?.needId) : undefined;
  const { leader, homeUnit, departedFrom, departedAt, qualifications } = walkUp.private ?? {};
  return (
    <tr>
      <td>{dayTime(walkUp.arrivedAt)}</td>
      <td>{nameOf(walkUp.personId)}</td>
      <td>{hereWords().resources[walkUp.resource]}</td>
      <td>{number(walkUp.personnel)}</td>
      <td>{leader}</td>
      <td>{person?.private?.phone}</td>
      <td>{homeUnit}</td>
      <td>
        {departedFrom} {departedAt !== undefined && time(departedAt)}
      </td>
      <td>{walkUp.travel && hereWords().travels[walkUp.travel]}</td>
      <td>{qualifications}</td>
      <td>{need && titleOf(need)}</td>
      <td>{walkUp.leftAt !== null && dayTime(walkUp.leftAt)}</td>
      <td />
    </tr>
  );
}
