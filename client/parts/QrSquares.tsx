import type { QRCode } from 'qrcode';

/** How much of a code may be dirty or torn and it is still read. */
export const qrOptions = { errorCorrectionLevel: 'M' } as const;

/** A QR code as an SVG that prints sharply at any size; `label` says what it leads to. */
export function QrSquares({ modules, label }: { modules: QRCode['modules']; label: string }) {
  const { size } = modules;
  let path = '';
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
  // Readers want four modules of quiet around it, dark on light whatever the theme.
  return (
    <svg
      class="qr"
      viewBox={`-4 -4 ${size + 8} ${size + 8}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
