import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** What the server serves, and the page it stands for. */
const pages: Record<string, string> = { '/': 'open', '/desk': 'desk', '/go': 'go', '/in': 'in', '/sink': 'sink' };
const client = join(import.meta.dirname, 'client');

// `npx vite` shows the pages at the addresses they have in production.
const addresses: Plugin = {
  name: 'addresses',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (Object.hasOwn(pages, path)) request.url = `/${pages[path]}/index.html`;
      next();
    });
  },
};

const inputs = Object.values(pages).map((page): [string, string] => [page, join(client, page, 'index.html')]);
// The pocket's service worker: its name must not change, and it must stand at the root to cover /go.
const worker = join(client, 'go', 'worker.ts');
if (existsSync(worker)) inputs.push(['go-worker', worker]);

const server = process.env['MUSTER_SERVER'] ?? 'http://localhost:3000';

export default defineConfig({
  root: client,
  plugins: [addresses],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
  build: {
    outDir: join(import.meta.dirname, 'dist', 'client'),
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: addresses, so small files stay files.
    assetsInlineLimit: 0,
    manifest: true,
    rollupOptions: {
      input: Object.fromEntries(inputs),
      output: { entryFileNames: (chunk) => (chunk.name === 'go-worker' ? 'go-worker.js' : 'assets/[name]-[hash].js') },
    },
  },
});
