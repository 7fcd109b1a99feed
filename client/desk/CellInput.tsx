import { useId } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { all, language } from '../live.ts';
import { cellName } from '../parts/Names.tsx';
import { say } from '../words/format.ts';

interface Props {
  cellId: string | null;
  onChange: (cellId: string | null) => void;
  id?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean;
}

/** A grid cell by typing its name, in either language. */
export function CellInput({ cellId, onChange, ...field }: Props) {
  const listId = useId();
  const typed = useSignal<string | null>(null);
  const cells = all('cell');
  const find = (text: string): string | null => {
    const wanted = text.trim().toLowerCase();
    return cells.find(({ name }) => name.en?.toLowerCase() === wanted || name.zh?.toLowerCase() === wanted)?.id ?? null;
  };
  return (
    <>
      <input
        {...field}
        class="input"
        list={listId}
        autoComplete="off"
        value={typed.value ?? (cellId === null ? '' : cellName(cellId))}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          const found = find(event.currentTarget.value);
          if (found !== cellId) onChange(found);
        }}
        onBlur={() => {
          if (cellId !== null) typed.value = null;
        }}
      />
      <datalist id={listId}>
        {cells.map((cell) => (
          <option key={cell.id} value={say(cell.name, language.value)} />
        ))}
      </datalist>
    </>
  );
}
