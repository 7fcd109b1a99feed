import { useSignal } from '@preact/signals';
import type { Words } from '../../../shared/shapes.ts';
import { Button } from '../../parts/Button.tsx';
import { CertificatePaper, type Issued } from '../../parts/CertificatePaper.tsx';
import { ServiceHours } from '../../parts/ServiceHours.tsx';
import { serviceWords } from '../../words/service.ts';

/** One's own hours, and the certificate of them. `onShow` puts it over the whole screen. */
export function MyHours({ personId, onShow }: { personId: string; onShow: (shown: ShownCertificate) => void }) {
  const open = useSignal(false);
  return (
    <section class="card">
      <Button expanded={open.value} onPress={() => (open.value = !open.value)}>
        {serviceWords().heading}
      </Button>
      {open.value && <ServiceHours personId={personId} onShow={(issued, name) => onShow({ issued, name })} />}
    </section>
  );
}

export interface ShownCertificate {
  issued: Issued;
  name: Words;
}

/** The certificate alone, to show or to print. */
export function MyCertificate({ shown: { issued, name }, onBack }: { shown: ShownCertificate; onBack: () => void }) {
  const words = serviceWords();
  return (
    <section class="screen" aria-label={words.paper.heading}>
      <div class="row wrap unprinted">
        <Button onPress={onBack}>{words.back}</Button>
        <Button kind="primary" onPress={() => print()}>
          {words.print}
        </Button>
      </div>
      <CertificatePaper name={name} issued={issued} />
    </section>
  );
}
