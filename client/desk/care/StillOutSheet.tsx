import { Refused } from '../../parts/Refused.tsx';
import { supervisionWords } from '../../words/supervision.ts';
import { periodNumber } from './CarePage.tsx';
import { StillOutTable, useStillOut } from './StillOutList.tsx';

/** The demobilisation list on paper, with a column to sign when somebody is back. */
export function StillOutSheet() {
  const words = supervisionWords();
  const { answer, error } = useStillOut();
  const people = answer.value?.people ?? [];
  return (
    <>
      <h3>{periodNumber.value === 0 ? words.wholeIncident : words.periodNumber(periodNumber.value)}</h3>
      <Refused error={error.value} />
      {answer.value !== null && people.length === 0 && <p>{words.out.none}</p>}
      {people.length > 0 && <StillOutTable people={people} onPaper />}
    </>
  );
}
