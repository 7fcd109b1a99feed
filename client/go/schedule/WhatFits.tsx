import { withinCare } from '../../../shared/care.ts';
import type { Limits } from '../../../shared/records.ts';
import { careLimits } from '../../care-limits.ts';
import { distance, duration } from '../../words/format.ts';
import { goWords } from '../../words/go.ts';

const hour = 3_600_000;
const kmSteps = [0.5, 1, 2, 3, 5, 8, 12, 20, 30, 50, 100, 200, 500];
const restSteps = [8, 9, 10, 11, 12, 14, 16, 24];

/** How far, how long, how much rest, and whether at night. */
export function WhatFits({ limits, onChange }: { limits: Limits; onChange: (limits: Limits) => void }) {
  const words = goWords().schedule;
  const protection = careLimits();
  // Nobody works more or rests less than everybody's limits allow, whatever they would agree to.
  const hourSteps = Array.from({ length: protection.maxHoursPerDay }, (_, index) => index + 1);
  const rests = restSteps.filter((hours) => hours >= protection.minRestHours);
  const { maxHoursPerDay, minRestHours } = withinCare(limits, protection);
  return (
    <section class="card fits" aria-labelledby="fits">
      <h2 id="fits">{words.limits}</h2>
      <Stepper
        name={words.distance}
        steps={kmSteps}
        value={limits.maxDistanceKm}
        say={distance}
        onChange={(maxDistanceKm) => onChange({ ...limits, maxDistanceKm })}
      />
      <Stepper
        name={words.hoursPerDay}
        steps={hourSteps}
        value={maxHoursPerDay}
        say={(hours) => duration(hours * hour)}
        onChange={(maxHoursPerDay) => onChange({ ...limits, maxHoursPerDay })}
      />
      <Stepper
        name={words.restHours}
        steps={rests}
        value={minRestHours}
        say={(hours) => duration(hours * hour)}
        onChange={(minRestHours) => onChange({ ...limits, minRestHours })}
      />
      <label class="tick">
        <input
          type="checkbox"
          checked={limits.nights}
          onChange={(event) => onChange({ ...limits, nights: event.currentTarget.checked })}
        />
        <span>{words.nightsYes}</span>
      </label>
    </section>
  );
}

interface StepperProps {
  name: string;
  steps: readonly number[];
  value: number;
  say: (value: number) => string;
  onChange: (value: number) => void;
}

/** A value that goes up and down in steps that make sense, with two thumbs' worth of button. */
function Stepper({ name, steps, value, say, onChange }: StepperProps) {
  const words = goWords().schedule;
  const less = steps.findLast((step) => step < value);
  const more = steps.find((step) => step > value);
  return (
    <div class="stepper" role="group" aria-label={name}>
      <span>{name}</span>
      <button
        type="button"
        class="button"
        aria-label={words.less(name)}
        disabled={less === undefined}
        onClick={() => less !== undefined && onChange(less)}
      >
        −
      </button>
      <output class="strong">{say(value)}</output>
      <button
        type="button"
        class="button"
        aria-label={words.more(name)}
        disabled={more === undefined}
        onClick={() => more !== undefined && onChange(more)}
      >
        +
      </button>
    </div>
  );
}
