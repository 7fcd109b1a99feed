import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { operations, type OperationName } from '../shared/operations.ts';
import { Refusal } from '../shared/problem.ts';
import type { Actor } from './rules/rule.ts';

/** How often somebody may knock before they are asked to wait; the same for HTTP and sockets. */
export type Limit = (name: OperationName, actor: Actor, address: string) => Promise<void>;

/** Who is asking, seen past as many proxies as are trusted: as Express works it out for HTTP. */
export function addressBehind(proxies: number, remote: string, forwardedFor: string | undefined): string {
  const hops = [
    remote,
    ...(forwardedFor ?? '')
      .split(',')
      .map((hop) => hop.trim())
      .filter(Boolean)
      .toReversed(),
  ];
  return hops[Math.min(proxies, hops.length - 1)]!;
}

export function createLimits(reportsPer10Min: number): Limit {
  const doors = {
    // A shelter full of people shares one address.
    reportNeed: new RateLimiterMemory({ points: reportsPer10Min, duration: 600 }),
    applyToHelp: new RateLimiterMemory({ points: reportsPer10Min, duration: 600 }),
    // A code has 50 bits and a link 144: this only keeps guessing from costing us anything.
    followNeed: new RateLimiterMemory({ points: 120, duration: 60 }),
    // A whole team may step off one bus; each of them registers once.
    registerMyself: new RateLimiterMemory({ points: reportsPer10Min, duration: 600 }),
    lookUpStation: new RateLimiterMemory({ points: 120, duration: 60 }),
    stepByCode: new RateLimiterMemory({ points: 120, duration: 60 }),
    followWalkUp: new RateLimiterMemory({ points: 120, duration: 60 }),
    checkServiceRecord: new RateLimiterMemory({ points: 60, duration: 60 }),
    lookUpOffer: new RateLimiterMemory({ points: 120, duration: 60 }),
    answerByLink: new RateLimiterMemory({ points: 120, duration: 60 }),
    acceptInvitation: new RateLimiterMemory({ points: 30, duration: 60 }),
  };
  const signedIn = new RateLimiterMemory({ points: 600, duration: 10 });
  return async (name, actor, address) => {
    if (actor.kind === 'system') return;
    const isKnown = actor.kind === 'person';
    const door = isKnown ? signedIn : operations[name].who === 'public' ? doors[name as keyof typeof doors] : undefined;
    if (!door) return;
    try {
      await door.consume(isKnown ? actor.personId : address);
    } catch (told) {
      if (!(told instanceof RateLimiterRes)) throw told;
      const seconds = Math.max(1, Math.ceil(told.msBeforeNext / 1000));
      throw new Refusal('tooManyRequests', { seconds }, { retryAfterSeconds: seconds });
    }
  };
}
