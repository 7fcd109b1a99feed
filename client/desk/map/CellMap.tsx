import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { all, language, minute, pictured } from '../../live.ts';
import { coverageStates } from '../../parts/coverage.ts';
import { priorityShapes } from '../../parts/PriorityMark.tsx';
import { deskWords } from '../../words/desk.ts';
import { Alerts } from '../Alerts.tsx';
import { incident, needId, onlyCellId, page, picking } from '../chosen.ts';
import { standings } from '../standing.ts';
import { drawCells } from './cells.ts';
import { drawNeeds } from './needs.ts';
import { closeMap, openMap } from './open-map.ts';
import './map.css';

/** The middle: cells shaded by how they are covered, needs and people on them. */
export function CellMap() {
  const element = useRef<HTMLDivElement>(null);
  const words = deskWords().map;
  useEffect(() => {
    if (!element.current) return undefined;
    const map = openMap(element.current);
    const cells = drawCells(map);
    const needs = drawNeeds(map);
    const stop = [
      effect(() => {
        void minute.value;
        void language.value;
        cells.show(all('cell'), all('coverage'), incident.value);
      }),
      effect(() => {
        void language.value;
        needs.show(standings.value, needId.value);
      }),
      effect(() => needs.lookAt(needId.value)),
      effect(() => cells.mark(onlyCellId.value)),
      effect(() => {
        map.getContainer().classList.toggle('picking', picking.value);
      }),
    ];
    return () => {
      for (const end of stop) end();
      closeMap(map);
    };
  }, [page.value]);
  return (
    <section class="map-pane unprinted" aria-label={words.label}>
      <Patterns />
      <div class="map" ref={element} aria-label={words.label} role="application" />
      <Alerts />
      {picking.value && <p class="picking-hint">{words.pick}</p>}
      {pictured.value && <Legend />}
    </section>
  );
}

/** Fills that tell cells apart without colour: stripes for enough, dots for silence, a hatch for an immediate need. */
function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="fill-saturated" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="base" width="9" height="9" />
          <rect class="line" width="2.5" height="9" />
        </pattern>
        <pattern id="fill-blind" width="9" height="9" patternUnits="userSpaceOnUse">
          <rect class="base" width="9" height="9" />
          <circle class="line" cx="3" cy="3" r="1.2" />
        </pattern>
        <pattern id="fill-unmet" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect class="base" width="7" height="7" />
          <rect class="line" width="1.2" height="7" />
        </pattern>
      </defs>
    </svg>
  );
}

function Legend() {
  const words = deskWords().map;
  return (
    <details class="legend" open>
      <summary class="tiny">{words.legend}</summary>
      <ul>
        {coverageStates.map((state) => (
          <li key={state}>
            <svg class="swatch" viewBox="0 0 14 14" aria-hidden="true">
              <rect class={`cell ${state}`} x="0.5" y="0.5" width="13" height="13" rx="3" />
            </svg>
            {words.state[state]}
          </li>
        ))}
        <li>
          {(['immediate', 'urgent', 'routine'] as const).map((priority) => (
            <svg key={priority} class={`shape ${priority}`} viewBox="0 0 12 12" aria-hidden="true">
              <path d={priorityShapes[priority]} />
            </svg>
          ))}
          {words.needs}
        </li>
        <li>
          <span class="team-swatch">2</span>
          {words.teams}
        </li>
        <li>
          <span class="team-swatch coming">2</span>
          {words.comingTeams}
        </li>
      </ul>
    </details>
  );
}
