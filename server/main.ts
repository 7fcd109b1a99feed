import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { readConfig, SettingRefused } from './config.ts';
import { startMuster } from './start.ts';
import { StoreAway, StoreRefused } from './store/store.ts';

/** Starts Muster from the environment, and stops it in good order. */
try {
  if (existsSync('.env')) loadEnvFile('.env');
  const config = readConfig(process.env);
  const muster = await startMuster(config);
  console.log(`Muster runs at ${config.publicUrl}`);
  await welcomeTheFirst(muster);
  let leaving = false;
  const leave = (code: number) => {
    if (leaving) process.exit(1);
    leaving = true;
    setTimeout(() => process.exit(code), 9800);
    muster.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leave(0));
  void muster.lost.then(({ message }) => {
    console.error(`Muster stops.\n${message}`);
    leave(1);
  });
} catch (error) {
  if (!(error instanceof SettingRefused || error instanceof StoreRefused || error instanceof StoreAway)) throw error;
  console.error(`Muster cannot start.\n${error.message}`);
  process.exit(78);
}

/** An empty deployment has nobody who could invite the first administrator, so the link is printed where only its owner reads. */
async function welcomeTheFirst({ board, perform, signInLink }: Awaited<ReturnType<typeof startMuster>>): Promise<void> {
  let founder: string | undefined;
  let isEmpty = true;
  for (const person of board.spine.sight.view.all('person')) {
    isEmpty = false;
    if (person.roles.includes('admin') && person.status === 'invited') founder = person.id;
    if (person.roles.includes('admin') && person.status === 'approved') return;
  }
  if (isEmpty) {
    const { answer } = await perform(
      'foundDeployment',
      { kind: 'system' },
      { organisation: { en: 'Emergency office', zh: '应急办公室' }, personName: { en: 'Administrator', zh: '管理员' } },
    );
    founder = answer.personId;
  }
  if (founder !== undefined) console.log(`First administrator, sign in once: ${await signInLink(founder)}`);
}
