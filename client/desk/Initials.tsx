/** Who somebody is, in a circle: two letters, or the last two characters of a Chinese name. */
export function Initials({ name, title }: { name: string; title: string }) {
  return (
    <span class="initials" title={title}>
      <span aria-hidden="true">{initialsOf(name)}</span>
      <span class="unseen">{title}</span>
    </span>
  );
}

/** "Chen Yuwen" → "CY", "陈语雯" → "语雯". */
export function initialsOf(name: string): string {
  const han = Array.from(name).filter((letter) => /\p{Script=Han}/u.test(letter));
  if (han.length > 0) return han.slice(-2).join('');
  return name
    .split(/\s+/u)
    .map((part) => part[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
}
