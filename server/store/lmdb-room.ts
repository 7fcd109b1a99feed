import { statfsSync } from 'node:fs';
import { StoreAway } from './store.ts';

const askEveryMs = 200;

/**
 * Refuses to write while the disk is nearly full. LMDB must never meet its very end: a commit that fails there has been
 * seen to leave the process with a damaged heap a few writes later, though never a damaged file.
 */
export function keepRoom(dir: string, reserveBytes: number): () => void {
  let askedAt = -Infinity;
  let free = Infinity;
  return () => {
    if (performance.now() - askedAt > askEveryMs) {
      const { bavail, bsize } = statfsSync(dir);
      free = bavail * bsize;
      askedAt = performance.now();
    }
    if (free < reserveBytes)
      throw new StoreAway(
        `The disk under DATA_DIR ${dir} is full: ${mebibytes(free)} MiB free, ${mebibytes(reserveBytes)} MiB are kept. Make room and Muster goes on.`,
      );
  };
}

function mebibytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20);
}
