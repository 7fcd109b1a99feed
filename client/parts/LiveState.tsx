import { connection } from '../live.ts';
import { ago, time } from '../words/format.ts';
import { sharedWords } from '../words/shared.ts';
import { useNow } from './useNow.ts';

/** Whether what is shown is live, and if not, since when it is not. */
export function LiveState() {
  const { state, lastHeardAt, staleSinceAt } = connection.value;
  const words = sharedWords().live;
  return (
    <span class={`live ${state}`} role="status">
      {state === 'live' && words.live}
      {state === 'connecting' && words.connecting}
      {state === 'offline' && (lastHeardAt === 0 ? words.offlineNever : <Offline lastHeardAt={lastHeardAt} />)}
      {state === 'stale' && words.stale(time(staleSinceAt ?? lastHeardAt))}
    </span>
  );
}

function Offline({ lastHeardAt }: { lastHeardAt: number }) {
  return <>{sharedWords().live.offline(ago(lastHeardAt, useNow()))}</>;
}
