import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { caseSteps } from '../../../shared/lifecycle.ts';
import type { Case, CasePhase } from '../../../shared/records.ts';
import { Button } from '../../parts/Button.tsx';
import { useNow } from '../../parts/useNow.ts';
import { say } from '../../words/format.ts';
import { careWords } from '../../words/mycare.ts';
import { take } from '../mine.ts';
import { moment } from '../said.ts';
import { drafts, notesOf, shownCaseId, type OwnNote } from './cases.ts';

const order: CasePhase[] = ['intake', 'assessment', 'planning', 'intervention', 'evaluation', 'closure'];

/** One case: the question of the phase it is in, what was written down, and the way on. */
export function CaseScreen({ one }: { one: Case }) {
  const words = careWords().cases;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [one.phase]);
  const notes = notesOf(one.id);
  const here = notes.filter(({ phase }) => phase === one.phase);
  const elsewhere = notes.filter(({ phase }) => phase !== one.phase);
  const { address, contactName, contactPhone } = one.private ?? {};
  return (
    <section class="screen" aria-labelledby="case">
      <div class="row spread">
        <Button kind="quiet" onPress={() => (shownCaseId.value = null)}>
          ‹ {words.back}
        </Button>
        <span class="small soft">
          <b>{words.phase[one.phase]}</b> · {words.step(order.indexOf(one.phase) + 1, order.length)}
        </span>
      </div>
      <h1 id="case" class="title" tabIndex={-1} ref={heading}>
        {words.question[one.phase]}
      </h1>
      <p class="small soft">
        {say(one.private?.title)}
        {address && `, ${say(address)}`} · {words.private}
      </p>
      {(contactName !== undefined || contactPhone !== undefined) && (
        <p class="small">
          {words.with}: {contactName}{' '}
          {contactPhone && <a href={`tel:${contactPhone.replaceAll(' ', '')}`}>{contactPhone}</a>}
        </p>
      )}
      {one.phase === 'closure' ? <Closed one={one} /> : <Write key={one.phase} one={one} />}
      {here.length > 0 ? <Notes notes={here} /> : one.phase !== 'closure' && <p class="small soft">{words.noNotes}</p>}
      {elsewhere.length > 0 && (
        <details>
          <summary class="small">
            {words.earlier} · {words.notes(elsewhere.length)}
          </summary>
          <Notes notes={elsewhere} withPhase />
        </details>
      )}
      {one.phase !== 'closure' && <Steps one={one} isEvaluated={notes.some(({ phase }) => phase === 'evaluation')} />}
    </section>
  );
}

function Write({ one }: { one: Case }) {
  const words = careWords().cases;
  const text = drafts.value[one.id] ?? '';
  const set = (to: string): void => void (drafts.value = { ...drafts.value, [one.id]: to });
  const saved = useSignal(false);
  const keep = (): void => {
    void take('writeCaseNote', { caseId: one.id, phase: one.phase, text: text.trim() });
    set('');
    saved.value = true;
  };
  return (
    <form class="stack tight" onSubmit={(event) => event.preventDefault()}>
      <label class="small strong" for="case-note">
        {words.note}
      </label>
      <textarea
        id="case-note"
        class="input"
        rows={5}
        maxLength={4000}
        value={text}
        onInput={(event) => {
          set(event.currentTarget.value);
          saved.value = false;
        }}
      />
      <Button kind="primary" big disabled={text.trim() === ''} onPress={keep}>
        {words.noteSave}
      </Button>
      <span role="status" class="small served">
        {saved.value && words.saved}
      </span>
    </form>
  );
}

function Notes({ notes, withPhase = false }: { notes: readonly OwnNote[]; withPhase?: boolean }) {
  const now = useNow();
  const words = careWords().cases;
  return (
    <ul class="lines">
      {notes.map(({ key, phase, text, at, waits }) => (
        <li key={key}>
          <p class="details">{text}</p>
          <p class="tiny soft">
            {withPhase && `${words.phase[phase]} · `}
            {moment(at, now)} {waits && <span class="urgent">{words.waiting}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Steps({ one, isEvaluated }: { one: Case; isEvaluated: boolean }) {
  const words = careWords().cases;
  const next = caseSteps[one.phase];
  const go = (phase: CasePhase): void => void take('setCasePhase', { caseId: one.id, phase });
  const at = order.indexOf(one.phase);
  return (
    <div class="answers">
      {next
        .filter((phase) => order.indexOf(phase) > at)
        .map((phase) =>
          phase === 'closure' && !isEvaluated ? (
            <p key={phase} class="small soft">
              {words.needsEvaluation}
            </p>
          ) : (
            <Button key={phase} big onPress={() => go(phase)}>
              {phase === 'closure' ? words.close : words.onTo(words.phase[phase])}
            </Button>
          ),
        )}
      <div class="pair">
        {next
          .filter((phase) => order.indexOf(phase) < at)
          .map((phase) => (
            <Button key={phase} kind="quiet" onPress={() => go(phase)}>
              {words.backTo(words.phase[phase])}
            </Button>
          ))}
      </div>
    </div>
  );
}

function Closed({ one }: { one: Case }) {
  const now = useNow();
  const words = careWords().cases;
  return (
    <>
      {one.closedAt !== null && <p class="note good">{words.closed(moment(one.closedAt, now))}</p>}
      <Button big onPress={() => void take('setCasePhase', { caseId: one.id, phase: 'assessment' })}>
        {words.reopen}
      </Button>
    </>
  );
}
