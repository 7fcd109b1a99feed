import { Refusal } from '../../shared/problem.ts';
import type { Person, Reach } from '../../shared/records.ts';
import { usualLanguage } from './notices.ts';
import { ownOrManaged } from './people.ts';
import { done, type Context, type Rule } from './rule.ts';
import { usualOrder, usualQuiet } from './ways.ts';

/** How somebody wants to be reached: channels in their order, quiet hours, and the phones that take pushes. */

const farthestMuteMs = 31 * 24 * 3_600_000;
const mostDevices = 5;

export const setReach: Rule<'setReach'> = (context, input) => {
  const { personId, ...wanted } = input;
  const person = ownOrManaged(context, personId, 'setReach');
  if (wanted.muteUntilAt && (wanted.muteUntilAt <= context.now || wanted.muteUntilAt > context.now + farthestMuteMs))
    throw new Refusal(
      'badTimes',
      {},
      {
        issues: [{ path: 'muteUntilAt', message: { en: 'is over or more than 31 days away', zh: '已过或超过 31 天' } }],
      },
    );
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  return done({ ...reachOf(context, person), ...given });
};

/** Takes a browser's push subscription; the same device again replaces what it gave before. */
export const addDevice: Rule<'addDevice'> = (context, input) => {
  const person = ownOrManaged(context, input.personId, 'addDevice');
  const reach = reachOf(context, person);
  const devices = [
    ...reach.devices.filter(({ id }) => id !== input.device),
    { id: input.device, addedAt: context.now },
  ].slice(-mostDevices);
  const push = { ...context.open(reach)?.push, [input.device]: input.keys };
  const kept = Object.fromEntries(devices.map(({ id }) => [id, push[id]!]));
  return done({ ...reach, devices, private: { push: kept } });
};

export const removeDevice: Rule<'removeDevice'> = (context, input) => {
  const person = ownOrManaged(context, input.personId, 'removeDevice');
  const reach = reachOf(context, person);
  if (!reach.devices.some(({ id }) => id === input.device)) return done();
  const { [input.device]: _gone, ...push } = context.open(reach)?.push ?? {};
  return done({ ...reach, devices: reach.devices.filter(({ id }) => id !== input.device), private: { push } });
};

/** Asks for a test message, which comes as a notice like any other. */
export const sendTestNotice: Rule<'sendTestNotice'> = (context, input) => {
  const person = ownOrManaged(context, input.personId, 'sendTestNotice');
  const reach = reachOf(context, person);
  const { channel } = input;
  const secret = context.open(person);
  const has = channel === 'push' ? reach.devices.length > 0 : channel === 'email' ? secret?.email : secret?.phone;
  if (!context.channels.includes(channel)) throw new Refusal('channelNotSetUp', { channel });
  if (!has) throw new Refusal('noAddressFor', { channel });
  if (reach.test && reach.test.askedAt + pauseMs > context.now)
    throw new Refusal('tooManyRequests', { seconds: 10 }, { retryAfterSeconds: 10 });
  return done({ ...reach, test: { channel, askedAt: context.now } });
};
const pauseMs = 10_000;

/** As chosen, or as it is until somebody chooses. */
export const reachOf = (context: Pick<Context, 'view'>, person: Person): Reach =>
  context.view.get('reach', person.id) ?? {
    kind: 'reach',
    id: person.id,
    language: usualLanguage(person),
    order: [...usualOrder],
    quiet: person.limits.nights ? null : usualQuiet,
    muteUntilAt: null,
    devices: [],
    test: null,
  };
