import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import { startMuster } from '../../server/start.ts';
import { hashDocument } from '../../server/store/hash-document.ts';
import { openLmdbStore } from '../../server/store/lmdb.ts';
import type { JournalDocument, JournalEntry } from '../../server/store/store.ts';
import { lay, oneNeed } from './mix.ts';

/**
 * Durable operations per second through `perform`, beside as many bare appends of the same entries, one a document, to a
 * fresh store of the same kind with as many callers.
 */
export async function benchDurable(print: (line: string) => void, quick: boolean): Promise<void> {
  print('callers   operations/s   bare appends/s   ratio');
  for (const callers of [1, 16, 256]) {
    const dir = mkdtempSync(path.join(tmpdir(), 'muster-bench-'));
    const config = readConfig({ DATA_DIR: path.join(dir, 'muster'), LOG_LEVEL: 'silent' });
    const muster = await startMuster(config, { listens: false, sweeps: false });
    const helpers = await lay(muster, callers);
    const needs = (quick ? 1 : 4) * (callers === 1 ? 100 : 1000);
    // A server that has just started is not what is measured.
    for (let at = 0; at < 50; at++) await oneNeed(muster, helpers[at % callers]!);
    const from = muster.board.spine.seq + 1;
    let left = needs;
    let done = 0;
    let start = performance.now();
    await Promise.all(
      helpers.map(async (helper) => {
        while (left-- > 0) {
          const operations = await oneNeed(muster, helper);
          done += operations;
        }
      }),
    );
    const ours = (done * 1000) / (performance.now() - start);
    await muster.stop();

    const written = await openLmdbStore(config.DATA_DIR);
    const entries: JournalEntry[] = [];
    for (let at = from; entries.length < done;) {
      const documents = await written.readFrom(at, 1000);
      if (documents.length === 0) break;
      for (const document of documents) entries.push(...document.entries);
      at += documents.length;
    }
    await written.close();

    const bareDir = path.join(dir, 'bare');
    const bare = await openLmdbStore(bareDir);
    const documents = entries.map((entry, at): JournalDocument => {
      const hash = hashDocument(at + 1, [entry], '');
      return { _id: at + 1, entries: [entry], prevHash: '', hash };
    });
    let next = 0;
    start = performance.now();
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (next < documents.length) await bare.append(documents[next++]!);
      }),
    );
    const theirs = (documents.length * 1000) / (performance.now() - start);
    await bare.close();
    rmSync(dir, { recursive: true, force: true });
    print(
      `${String(callers).padStart(7)}   ${ours.toFixed(0).padStart(12)}   ${theirs.toFixed(0).padStart(14)}   ${(ours / theirs).toFixed(2).padStart(5)}`,
    );
  }
}
