import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that is here, or undefined. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM_PATH'] ?? '', ...places].find((path) => path !== '' && existsSync(path));
}

/**
 * Debian's Chromium and its fonts for Chinese, installed where that is allowed. Resolves with the reason where there is
 * none; never so where CI=true, then it throws.
 */
export function provideChromium(): string | undefined {
  if (findChromium()) return undefined;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    process.stderr.write('Tests: installing Chromium and fonts for Chinese with apt-get …\n');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
    if (findChromium()) return undefined;
  }
  const reason = mayInstall
    ? 'apt-get could not install Chromium'
    : 'there is no Chromium, and this user may not install it (as root: apt-get install chromium fonts-noto-cjk)';
  if (process.env['CI'] === 'true') throw new Error(`no browser for tests: ${reason}`);
  return reason;
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  });
}
