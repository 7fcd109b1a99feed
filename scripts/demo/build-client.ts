import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json'];
const built = 'dist/client';

/** Builds the pages into dist/client where a source is newer than what stands there. Resolves with whether it built. */
export async function buildClient(): Promise<boolean> {
  // The oldest page tells: a build that was broken off may have left some of them fresh.
  const pages = filesUnder(built).filter((file) => file.endsWith('.html'));
  const builtAt = pages.length === 0 ? 0 : Math.min(...pages.map(changedAt));
  if (sources.flatMap(filesUnder).every((file) => changedAt(file) <= builtAt)) return false;
  // Loading Vite takes half a second, which a demo that is already built does not wait for.
  const { build } = await import('vite');
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' });
  return true;
}

const changedAt = (file: string): number => statSync(path.join(root, file)).mtimeMs;

/** A file is itself, a folder everything below it, and what is not there nothing. */
function filesUnder(name: string): string[] {
  const full = path.join(root, name);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [name];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
