import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../server/config.ts';
import { startMuster } from '../server/start.ts';
import { firstLine } from './support/programs.ts';
import { brokenPromises, cells, everybody, system } from './support/world.ts';

const kills = 6;

describe('a process that is killed at any moment', function () {
  this.timeout(300_000);
  let dir: string;
  let child: ChildProcess | undefined;
  beforeEach(() => (dir = mkdtempSync(path.join(tmpdir(), 'muster-killed-'))));
  afterEach(() => {
    child?.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  });

  it(`has lost nothing that it acknowledged and left nothing half done (${kills} kills under load)`, async () => {
    const config = readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dir,
      LOG_LEVEL: 'silent',
      REPORTS_PER_10_MIN: '100000',
    });
    const founded = await startMuster(config, { listens: false, sweeps: false });
    await founded.perform('importRecords', system, {
      organisations: ['office', 'agency'].map((id) => ({
        kind: 'organisation' as const,
        id,
        name: { en: id },
        form: 'agency' as const,
        serviceCellIds: [],
        status: 'active' as const,
      })),
      cells,
      people: everybody,
    });
    await founded.perform('openIncident', system, {
      name: { en: 'Flood' },
      hazard: 'flood',
      area: { en: 'Here' },
      centre: cells[0]!.centre,
    });
    await founded.stop();

    const acknowledged: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      child = spawn(process.execPath, ['--import', 'tsx', 'test/support/serve-forever.ts'], {
        env: {
          ...process.env,
          PORT: '0',
          HOST: '127.0.0.1',
          DATA_DIR: dir,
          LOG_LEVEL: 'silent',
          REPORTS_PER_10_MIN: '100000',
          MONGODB_URI: '',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const url = await firstLine(child);
      const enough = acknowledged.length + 20 + 30 * kill;
      const gone = new Promise((resolve) => child!.once('exit', resolve));
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          for (;;) {
            const response = await fetch(`${url}/api/needs`, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ title: { en: 'Help' }, category: 'food', cellId: 'cell-1' }),
            }).catch(() => null);
            if (!response) return;
            const body = (await response.json().catch(() => null)) as { needId: string } | null;
            if (response.ok && body) acknowledged.push(body.needId);
            if (acknowledged.length >= enough) child!.kill('SIGKILL');
          }
        }),
      );
      await gone;
    }

    const again = await startMuster(config, { listens: false, sweeps: false });
    try {
      const { view } = again.board.spine.sight;
      expect(acknowledged.filter((id) => !view.get('need', id))).to.deep.equal([]);
      expect(new Set(acknowledged).size).to.equal(acknowledged.length);
      expect(brokenPromises(view)).to.deep.equal([]);
      expect(acknowledged.length).to.be.greaterThan(20 * kills);
    } finally {
      await again.stop();
    }
  });
});
