/** The product's mark: sound becoming a tick. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0b6e5b" />
      <path d="M6.5 19v-6M11.5 22V10M16.5 19v-6" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path
        d="M20 16.5l2.4 2.4 4.1-5.4"
        stroke="#8ff0cf"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
    </svg>
  );
}
