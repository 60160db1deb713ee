/** Puts text on the clipboard and says `done`. Where the browser refuses (it does without HTTPS), the text itself is shown, to be copied by hand. */
export async function copyText(text: string, done: string): Promise<void> {
  const { toast } = await import('sonner');
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(text, { duration: 20_000 });
  }
}
