import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Output } from '../../../shared/operations.ts';
import { perform } from '../../live.ts';
import { CertificatePaper } from '../../parts/CertificatePaper.tsx';
import { Refused } from '../../parts/Refused.tsx';
import { Skeleton } from '../../parts/Skeleton.tsx';

/** A certificate that was given out, to print. */
export function CertificateSheet({ personId, serviceRecordId }: { personId: string; serviceRecordId: string }) {
  const told = useSignal<Output<'readService'> | null>(null);
  const error = useSignal<unknown>(null);
  useEffect(() => {
    let wanted = true;
    perform('readService', { personId }).then(
      (answer) => wanted && (told.value = answer),
      (refused: unknown) => wanted && (error.value = refused),
    );
    return () => void (wanted = false);
  }, [personId, serviceRecordId]);
  const issued = told.value?.issued.find(({ id }) => id === serviceRecordId);
  return (
    <>
      <Refused error={error.value} />
      {!told.value && error.value === null && <Skeleton lines={6} height={22} />}
      {told.value && issued && <CertificatePaper name={told.value.name} issued={issued} />}
    </>
  );
}
