import { actor } from '../../live.ts';
import { ServiceHours } from '../../parts/ServiceHours.tsx';
import { serviceWords } from '../../words/service.ts';
import { sheet } from '../chosen.ts';

/** The hours of somebody of this desk's own organisation, and the certificate of them; nothing about others. */
export function HoursOf({ personId, organisationId }: { personId: string; organisationId: string }) {
  const me = actor.value;
  if (me?.kind !== 'person' || (me.organisationId !== organisationId && !me.roles.includes('admin'))) return null;
  return (
    <section class="stack tight" aria-labelledby={`hours-${personId}`}>
      <h3 class="small" id={`hours-${personId}`}>
        {serviceWords().heading}
      </h3>
      <ServiceHours
        personId={personId}
        onShow={({ id }) => (sheet.value = { of: 'certificate', personId, serviceRecordId: id })}
      />
    </section>
  );
}
