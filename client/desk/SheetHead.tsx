import type { ComponentChildren } from 'preact';
import { nowAt } from '../live.ts';
import { dayTime, say } from '../words/format.ts';
import { deskWords } from '../words/desk.ts';
import { incident } from './chosen.ts';

/** The top of a sheet of paper: what it is, of which incident, and how old. */
export function SheetHead({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="paper-head">
      <div>
        <h2>{title}</h2>
        {children}
      </div>
      <p>
        {say(incident.value?.name)}
        <br />
        {deskWords().sheet.printed(dayTime(nowAt()))}
      </p>
    </div>
  );
}
