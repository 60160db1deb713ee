'use client';

import './globals.css';

/**
 * The frame of all pages itself broke: no texts, no theme and no providers can be relied on. So it speaks both languages at once and needs
 * nothing but its own style sheet.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="pt-BR">
      <body>
        <title>Farol</title>
        <main role="alert" className="grid min-h-screen place-content-center justify-items-center gap-2 px-6 text-center">
          <h1 className="text-lg font-semibold">O Farol não conseguiu abrir esta página</h1>
          <p className="text-text-2">Recarregue. Se continuar, veja o registro do servidor.</p>
          <p lang="en" className="text-text-2">
            Farol could not open this page. Reload it; if it stays, read the server’s log.
          </p>
          {error.digest === undefined ? null : <p className="font-mono text-xs text-text-3">{error.digest}</p>}
          <button
            type="button"
            onClick={() => window.location.reload()}
            className="mt-2 rounded-md bg-primary px-4 py-2 font-medium text-on-primary"
          >
            Recarregar · <span lang="en">Reload</span>
          </button>
        </main>
      </body>
    </html>
  );
}
