import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { provideChromium } from '../test/support/chromium.ts';
import { testMongo } from '../test/support/mongo-server.ts';

/**
 * `npm test`: every check there is, in the order in which they fail fastest. Says what it does as it does it,
 * and stops at the first stage that fails. What cannot be run here is named at the end; nothing is left out where CI=true.
 */
const folders = ['shared', 'server', 'client', 'scripts', 'test'];
const stages = [
  { name: 'type check', command: 'tsc', args: ['--noEmit', '-p', '.'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--quiet', ...folders] },
  { name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'client build', command: 'vite', args: ['build', '--logLevel', 'warn'] },
];

const startedAt = performance.now();
const leftOut: string[] = [];
try {
  for (const { name, command, args } of stages) await stage(name, () => run(command, args));
  await stage('a browser and a database for the tests', provide);
  await stage('tests', () => run('mocha', ['--exit', 'test/**/*.test.ts']));
  for (const reason of leftOut) console.log(`Left out: ${reason}`);
  console.log(`✔ npm test passed in ${secondsSince(startedAt)} s`);
  process.exit(0);
} catch (error) {
  console.error(`✘ npm test stopped: ${(error as Error).message}`);
  process.exit(1);
}

async function stage(name: string, work: () => Promise<void>): Promise<void> {
  console.log(`\n— ${name}`);
  const begunAt = performance.now();
  try {
    await work();
  } catch (error) {
    throw new Error(`${name} failed after ${secondsSince(begunAt)} s: ${(error as Error).message}`, { cause: error });
  }
  console.log(`✔ ${name} (${secondsSince(begunAt)} s)`);
}

/** One MongoDB for the whole run; it ends with this process. */
async function provide(): Promise<void> {
  const noBrowser = provideChromium();
  if (noBrowser) leftOut.push(`the browser tests under test/browser, because ${noBrowser}.`);
  const mongo = await testMongo();
  if (!mongo) leftOut.push('the MongoDB tests, listed above as pending; the reason stands above them.');
  // Tests that start Muster itself must not find a database by accident.
  delete process.env['MONGODB_URI'];
  process.env['MUSTER_TEST_MONGODB_URI'] = mongo?.base ?? '';
}

function run(command: string, args: string[]): Promise<void> {
  const child = spawn(join('node_modules', '.bin', command), args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${signal ?? code}`)),
    );
  });
}

function secondsSince(from: number): number {
  return Math.round((performance.now() - from) / 1000);
}
