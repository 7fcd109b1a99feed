import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * `npm test`: every check there is, in the order in which they fail fastest. Says what it does as it does it,
 * and stops at the first stage that fails.
 */
const stages: { name: string; command: string; args: string[] }[] = [
  { name: 'type check', command: 'npx', args: ['tsc', '--noEmit', '-p', '.'] },
  {
    name: 'lint',
    command: 'npx',
    args: ['oxlint', '--type-aware', '--quiet', 'shared', 'server', 'client', 'scripts', 'test'],
  },
  { name: 'format', command: 'npx', args: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'client build', command: 'npx', args: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'tests', command: 'npx', args: ['mocha', '--exit', 'test/**/*.test.ts'] },
];

provideChromium();
for (const { name, command, args } of stages) {
  console.log(`\n— ${name}`);
  const startedAt = performance.now();
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error(`✘ ${name} failed`);
    process.exit(1);
  }
  console.log(`✔ ${name} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
}

/** The browser tests want Debian's Chromium and fonts for Chinese; where they may be installed, they are. */
function provideChromium(): void {
  if (existsSync('/usr/bin/chromium')) return;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) {
    console.log('Chromium is not here and may not be installed: the browser tests are left out.');
    return;
  }
  console.log('\n— installing Chromium for the browser tests');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
