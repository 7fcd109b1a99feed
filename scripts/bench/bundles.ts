import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}

const limits: Record<string, number> = { go: 100, desk: 350 };

/** What a first visit to each place loads, gzipped: its chunk, all it imports, and their styles. */
export function benchBundles(print: (line: string) => void): void {
  const manifest = 'dist/client/.vite/manifest.json';
  if (!existsSync(manifest)) return print('bundles: not measured, run npm run build first');
  const chunks = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Chunk>;
  for (const place of ['open', 'go', 'desk', 'in']) {
    const files = new Set<string>();
    const visit = (name: string): void => {
      const chunk = chunks[name];
      if (!chunk || files.has(chunk.file)) return;
      files.add(chunk.file);
      for (const style of chunk.css ?? []) files.add(style);
      for (const next of chunk.imports ?? []) visit(next);
    };
    visit(`${place}/index.html`);
    const kb = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`dist/client/${file}`)).length, 0) / 1024;
    print(
      `bundle ${place.padEnd(6)} ${kb.toFixed(1).padStart(7)} KB gzipped${limits[place] ? `   (goal: under ${limits[place]})` : ''}`,
    );
  }
}
