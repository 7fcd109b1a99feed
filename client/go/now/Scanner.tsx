import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { goWords } from '../../words/go.ts';

// Chromium on phones has it; TypeScript's DOM library does not know it yet.
interface BarcodeDetector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
declare global {
  interface Window {
    BarcodeDetector?: new (options: { formats: string[] }) => BarcodeDetector;
  }
}

const lookEveryMs = 250;

/** The camera, looking for a QR code; says so where the browser has no scanner or the camera is not allowed. */
export function Scanner({ onRead }: { onRead: (text: string) => boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  const state = useSignal<'opening' | 'open' | 'refused' | 'none'>('opening');
  const read = useRef(onRead);
  read.current = onRead;

  useEffect(() => {
    const Detector = window.BarcodeDetector;
    // Without https the browser hides the camera altogether.
    if (!Detector || !navigator.mediaDevices) {
      state.value = 'none';
      return;
    }
    const over = new AbortController();
    let stream: MediaStream | undefined;
    const scan = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (over.signal.aborted || !video.current) return;
      video.current.srcObject = stream;
      await video.current.play();
      state.value = 'open';
      const detector = new Detector({ formats: ['qr_code'] });
      while (!over.signal.aborted) {
        const [found] = await detector.detect(video.current);
        if (found && read.current(found.rawValue)) return;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    };
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop());
    scan()
      .catch(() => !over.signal.aborted && (state.value = 'refused'))
      .finally(() => over.signal.aborted && stop());
    return () => {
      over.abort();
      stop();
    };
  }, []);

  const words = goWords().code;
  if (state.value === 'none') return <p class="soft">{words.noCamera}</p>;
  if (state.value === 'refused') return <p class="soft">{words.cameraRefused}</p>;
  return (
    <div class="scanner">
      <video ref={video} muted playsInline aria-hidden="true" />
      <p class="soft small">{words.aim}</p>
    </div>
  );
}
