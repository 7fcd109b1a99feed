import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../server/config.ts';
import { openHouse } from './support/house.ts';

/** Each setting with what it does not take; `accepted` is told to whoever gave it. */
const refused: [name: string, value: string, accepted: RegExp][] = [
  ['PORT', 'eighty', /whole number from 0 to 65535/],
  ['PORT', '80.5', /accepted/],
  ['PORT', '70000', /65535/],
  ['PORT', '-1', /accepted/],
  ['PUBLIC_URL', 'muster.example.org', /http:\/\/ or https:\/\//],
  ['PUBLIC_URL', 'ftp://muster.example.org', /http:\/\/ or https:\/\//],
  ['MONGODB_URI', 'mongodb://localhost:27017', /name of a database/],
  ['MONGODB_URI', 'postgres://localhost/muster', /mongodb:\/\/HOST\/DATABASE/],
  ['MUSTER_SECRET', 'hunter2', /32 random bytes in base64/],
  ['TIME_ZONE', 'Mars/Olympus', /Asia\/Shanghai/],
  ['LOG_LEVEL', 'shouting', /silent/],
  ['TRUST_PROXIES', 'true', /whole number from 0 to 5/],
  ['TILE_URL', 'tiles', /\{z\}/],
  ['REPORTS_PER_10_MIN', '0', /accepted/],
  ['FOLLOW_MS', '1', /10/],
  ['SMTP_URL', 'mail.example.org', /smtp:\/\/HOST:PORT/],
  ['MAIL_FROM', 'nobody', /Muster <muster@example\.org>/],
  ['SMS_WEBHOOK_URL', 'http://gateway.example.org/send', /https:\/\/ URL/],
  ['SMS_WEBHOOK_URL', 'file:///etc/passwd', /https:\/\/ URL/],
  ['VOICE_WEBHOOK_URL', 'gateway', /https:\/\/ URL/],
  ['WEBHOOK_SECRET', 'short', /at least 32 characters/],
  ['PUSH_SERVICES', 'push.apple.com', /origins such as/],
  ['PUSH_SERVICES', 'https://push.apple.com/anything', /origins such as/],
  ['SMS_PER_MINUTE', '0', /accepted/],
  ['MAIL_PER_MINUTE', 'many', /whole number from 1 to 100000/],
  ['SINK', 'yes', /on/],
];
const hidden = new Set(['MUSTER_SECRET', 'MONGODB_URI', 'SMTP_URL', 'WEBHOOK_SECRET']);

describe('settings', function () {
  this.timeout(60_000);
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(path.join(tmpdir(), 'muster-settings-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  for (const [name, value, accepted] of refused)
    it(`refuses ${name}=${value} with its name, what was given and what is accepted`, () => {
      const told = refusalOf({ [name]: value });
      expect(told).to.match(accepted);
      expect(told).to.match(new RegExp(`^${name} is `, 'm'));
      if (hidden.has(name)) expect(told, 'a secret is not repeated').to.not.include(value);
      else expect(told).to.include(JSON.stringify(value));
    });

  it('names all that are wrong at once, and takes an empty one as not given', () => {
    expect(refusalOf({ PORT: 'x', TIME_ZONE: 'y' }).split('\n')).to.have.lengthOf(2);
    expect(readConfig({ PORT: '', TIME_ZONE: '' })).to.deep.include({ PORT: 8080, TIME_ZONE: 'Asia/Shanghai' });
    expect(readConfig({}).publicUrl).to.equal('http://localhost:8080');
    expect(readConfig({ PUBLIC_URL: 'https://muster.example.org/' }).publicUrl).to.equal('https://muster.example.org');
  });

  it('refuses what does not go together, by the setting that is wrong', () => {
    const secret = 'x'.repeat(40);
    expect(refusalOf({ SMTP_URL: 'smtps://user:pass@mail.example.org' })).to.match(/^MAIL_FROM is not given; accepted/);
    expect(refusalOf({ SMS_WEBHOOK_URL: 'https://gateway.example.org' })).to.match(/^WEBHOOK_SECRET is not given/);
    expect(
      refusalOf({ SINK: 'on', VOICE_WEBHOOK_URL: 'http://voice-gateway:8000/call', WEBHOOK_SECRET: secret }),
    ).to.match(/^SINK is "on"; accepted: off, as VOICE_WEBHOOK_URL is set/);
    for (const url of [
      'https://gateway.example.org/a',
      'http://127.0.0.1:9/',
      'http://10.2.3.4/',
      'http://sms:80/x',
      'http://[::1]:1/',
    ])
      expect(readConfig({ SMS_WEBHOOK_URL: url, WEBHOOK_SECRET: secret }).SMS_WEBHOOK_URL).to.equal(url);
  });

  it('ends a start with one sentence and no stack where the data cannot be used', async () => {
    const file = path.join(dir, 'a-file');
    writeFileSync(file, '');
    expect(start({ DATA_DIR: file })).to.match(/^Muster cannot start\.\n.*a-file.*is not a directory/);

    const damaged = path.join(dir, 'damaged');
    mkdirSync(damaged);
    writeFileSync(path.join(damaged, 'secrets.json'), '{"deploymentKey":');
    expect(start({ DATA_DIR: damaged })).to.match(/secrets\.json.*holds no deployment key.*backup/s);

    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const told = start({ PORT: String(port), HOST: '127.0.0.1', DATA_DIR: path.join(dir, 'taken') });
    await new Promise((resolve) => taken.close(resolve));
    expect(told).to.match(new RegExp(`PORT is ${port}.*in use`));
  });

  it('refuses data that was sealed with another key, and another process on the same data', async () => {
    const house = await openHouse();
    try {
      expect(start({ DATA_DIR: house.dir, PORT: '0' })).to.match(new RegExp(`in use by process ${process.pid}`));
      await house.muster.stop();
      expect(start({ DATA_DIR: house.dir, PORT: '0', MUSTER_SECRET: Buffer.alloc(32, 7).toString('base64') })).to.match(
        /sealed with another deployment key.*MUSTER_SECRET/,
      );
    } finally {
      await house.stop().catch(() => undefined);
      rmSync(house.dir, { recursive: true, force: true });
    }
  });

  it('makes its own key at the first start, which its owner alone can read, and keeps it', async () => {
    const house = await openHouse();
    try {
      const file = path.join(house.dir, 'secrets.json');
      const made = readFileSync(file, 'utf8');
      expect(statSync(file).mode & 0o777).to.equal(0o600);
      expect(Buffer.from((JSON.parse(made) as { deploymentKey: string }).deploymentKey, 'base64')).to.have.lengthOf(32);
      await house.restart();
      expect(readFileSync(file, 'utf8')).to.equal(made);
    } finally {
      await house.stop();
    }
  });
});

function refusalOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect((error as Error).name).to.equal('SettingRefused');
    return (error as Error).message;
  }
  throw new Error('they were taken');
}

/** What a start says before it gives up; fails where it gives up in another way. */
function start(environment: Record<string, string>): string {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...environment },
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(status, stderr).to.equal(78);
  expect(stderr).to.not.match(/^\s+at /m);
  return stderr;
}
