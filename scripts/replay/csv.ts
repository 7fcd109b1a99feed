/** The rows of a comma-separated file under its header (RFC 4180): quotes, doubled quotes and line breaks inside them. */
export function csvRows(text: string): Record<string, string>[] {
  const [header = [], ...lines] = fields(text.replace(/^\uFEFF/, ''));
  return lines
    .filter((line) => line.length > 1 || line[0] !== '')
    .map((line) => Object.fromEntries(header.map((name, at) => [name, line[at] ?? ''])));
}

function fields(text: string): string[][] {
  const lines: string[][] = [[]];
  const field = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy;
  for (let found = field.exec(text); found; found = field.exec(text)) {
    const [, raw = '', end = ''] = found;
    lines.at(-1)!.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '') break;
    if (end !== ',') lines.push([]);
  }
  return lines;
}
