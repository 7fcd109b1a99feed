import { StoreRefused, type Store } from './store.ts';

/** Facts that `npm run move` leaves in the store it fills: from which journal, and that all of it arrived. */
export const movingFrom = 'movingFrom';
export const movedAll = 'movedAll';

/** A store that is only partly filled would be taken for the whole, and then written to. */
export async function refuseHalfMoved(store: Store): Promise<void> {
  const facts = await store.loadFacts();
  if (facts.has(movingFrom) && !facts.has(movedAll))
    throw new StoreRefused(
      'This store is only partly filled: a move into it was stopped. Run the same `npm run move` again.',
    );
}
