/**
 * The time of day, told by a clock that nobody can set: when the machine's clock jumps, the old time goes on for a minute,
 * so that a slip expires nobody's offer. A clock that stays where it jumped to is believed: then it was corrected.
 * `wall` and `steady` in milliseconds; `warn` is told of every jump, once.
 */
export function steadyClock(
  warn: (message: string) => void,
  wall: () => number = Date.now,
  steady: () => number = () => performance.now(),
): () => number {
  /** Wall time at the zero of the steady clock. */
  let offset = wall() - steady();
  let jump: { toOffset: number; at: number } | null = null;
  return () => {
    const ticks = steady();
    const drift = wall() - ticks - offset;
    if (Math.abs(drift) < jumpMs) {
      // Small corrections are followed as they come.
      offset += drift;
      jump = null;
    } else if (jump === null || Math.abs(wall() - ticks - jump.toOffset) >= jumpMs) {
      jump = { toOffset: offset + drift, at: ticks };
      warn(
        `The clock of this machine jumped by ${Math.round(drift / 1000)} s. Muster goes on with the time it had and follows if the clock still says so in ${believedAfterMs / 1000} s.`,
      );
    } else if (ticks - jump.at >= believedAfterMs) {
      offset += drift;
      jump = null;
      warn(`The clock of this machine stayed ${Math.round(drift / 1000)} s off, and is followed now.`);
    }
    return Math.round(ticks + offset);
  };
}

const jumpMs = 5000;
const believedAfterMs = 60_000;
