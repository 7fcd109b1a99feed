import { openWords } from '../words/open.ts';

/** The numbers to call first; they stand above everything, on every screen of the open door. */
export function Danger() {
  const words = openWords();
  const numbers = [
    ['110', words.police],
    ['119', words.fire],
    ['120', words.ambulance],
  ] as const;
  return (
    <aside class="danger" aria-label={words.danger}>
      <strong>{words.danger}</strong>
      {numbers.map(([number, who]) => (
        <a key={number} href={`tel:${number}`}>
          <b>{number}</b> <span>{who}</span>
        </a>
      ))}
    </aside>
  );
}
