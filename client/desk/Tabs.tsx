import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import './tabs.css';

interface Props<T extends string> {
  label: string;
  names: readonly T[];
  words: Readonly<Record<T, string>>;
  chosen: Signal<T>;
  /** What the chosen tab shows. */
  children: ComponentChildren;
}

/** A row of tabs and the panel of the one chosen. */
export function Tabs<T extends string>({ label, names, words, chosen, children }: Props<T>) {
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label}>
        {names.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            aria-selected={chosen.value === name}
            aria-controls="tab-panel"
            onClick={() => (chosen.value = name)}
          >
            {words[name]}
          </button>
        ))}
      </div>
      <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${chosen.value}`}>
        {children}
      </div>
    </>
  );
}
