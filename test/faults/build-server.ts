import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

/** A guard taken out of the server: in `file`, `from`, which must stand there once, becomes `to`. */
export interface Patch {
  file: string;
  from: string;
  to: string;
}

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The server of these tests as one file, so that hundreds of starts cost little, with the patches applied. Resolves with the
 * file's path. Throws where a patch no longer fits the code.
 */
export async function buildServer(outDir: string, patches: readonly Patch[] = []): Promise<string> {
  const left = new Set(patches);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // All in one file but what is not JavaScript: loading a thousand small files is most of a start.
    ssr: { noExternal: true, external: ['lmdb'] },
    build: {
      ssr: path.join(root, 'test/faults/serve.ts'),
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20',
    },
    plugins: [
      {
        name: 'take-out-guards',
        enforce: 'pre',
        transform(code, id) {
          let text = code;
          for (const patch of patches)
            if (id.endsWith(`/${patch.file}`)) {
              if (text.split(patch.from).length !== 2)
                throw new Error(`${patch.file} does not hold once: ${patch.from}`);
              text = text.replace(patch.from, () => patch.to);
              left.delete(patch);
            }
          return text === code ? null : text;
        },
      },
    ],
  });
  if (left.size > 0) throw new Error(`no such file: ${[...left].map(({ file }) => file).join(', ')}`);
  mkdirSync(outDir, { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(outDir, 'node_modules'));
  return path.join(outDir, 'serve.js');
}
