/** Farol's mark: a lighthouse and its beam, drawn from tokens so that it belongs to both themes. */
export function LogoMark({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden viewBox="0 0 24 24" width={size} height={size} fill="none" className="shrink-0">
      <path d="M9.6 9.4h4.8L16 21H8z" fill="var(--brand)" />
      <path d="M9.2 13.6h5.6M8.6 17.3h6.8" stroke="var(--surface)" strokeWidth="1.4" />
      <rect x="9.4" y="5.5" width="5.2" height="3.9" rx="0.8" fill="var(--beam)" />
      <path d="m8.7 5.6 3.3-2.9 3.3 2.9" stroke="var(--brand)" strokeWidth="1.6" strokeLinejoin="round" strokeLinecap="round" />
      <path d="m15.2 6.6 6.8-2.2v6.2l-6.8-2.2z" fill="var(--beam)" opacity="0.5" />
    </svg>
  );
}
