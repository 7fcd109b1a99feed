import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOnPath } from './programs.ts';

const home = join(import.meta.dirname, 'mongo-java');
const jars = join(home, 'lib');

/**
 * mongo-java-server speaks MongoDB's protocol in memory: what the tests of the MongoDB store run against where there is
 * no mongod. It has no sessions, transactions or concerns of its own; those need a real replica set in MONGODB_URI.
 * Its jars come from Maven Central once. The process prints its port and ends when its standard input closes.
 */
export async function mongoJavaServer(): Promise<ChildProcess | string> {
  if (!isOnPath('java')) return 'no java on the PATH';
  if (!existsSync(jars)) {
    if (!isOnPath('mvn')) return 'no mvn on the PATH to get mongo-java-server with';
    const problem = fetchJars();
    if (problem) return problem;
  }
  return spawn('java', ['-XX:+UseSerialGC', '-cp', join(jars, '*'), join(home, 'Main.java')], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

function fetchJars(): string | undefined {
  process.stderr.write('Tests: getting mongo-java-server with Maven …\n');
  // Renamed into place once whole: a cut download, or two runs at once, leave nothing half done.
  const part = join(home, 'target', String(process.pid));
  mkdirSync(part, { recursive: true });
  try {
    const { status, stdout } = spawnSync(
      'mvn',
      ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${part}`],
      { cwd: home, encoding: 'utf8', timeout: 150_000 },
    );
    if (status !== 0) return `Maven could not get mongo-java-server (${stdout?.trim().split('\n')[0] ?? ''})`;
    if (!existsSync(jars)) renameSync(part, jars);
    return undefined;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
