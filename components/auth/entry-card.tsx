import type { ReactNode } from 'react';

/** One subject before sign-in: heading, one sentence, a form. */
export function EntryCard({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  return (
    <section
      data-card
      aria-labelledby="entry-title"
      className="w-full max-w-[400px] rounded-lg border border-line bg-surface p-6 shadow-card"
    >
      <h1 id="entry-title" className="text-xl font-semibold">
        {title}
      </h1>
      {intro === undefined ? null : <p className="mt-1 text-pretty text-text-2">{intro}</p>}
      <div className="mt-5">{children}</div>
    </section>
  );
}
