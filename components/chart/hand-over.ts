/** What is said after copying. */
export interface Said {
  done: string;
  /** When the browser does not allow it. */
  refused: string;
}

async function say(copying: Promise<void>, { done, refused }: Said): Promise<void> {
  const { toast } = await import('sonner');
  try {
    await copying;
    toast(done);
  } catch {
    toast.error(refused);
  }
}

/** Puts text on the clipboard and says so. */
export function copyText(text: string, said: Said): Promise<void> {
  // Without TLS browsers have no clipboard at all.
  return say(
    Promise.resolve().then(() => navigator.clipboard.writeText(text)),
    said,
  );
}

/** Whether this browser lets pictures be copied: not without TLS, and not everywhere. */
export function canCopyPictures(): boolean {
  return typeof ClipboardItem === 'function' && 'clipboard' in navigator && typeof navigator.clipboard?.write === 'function';
}

/** Puts a PNG on the clipboard and says so. */
export function copyPicture(picture: Promise<Blob>, said: Said): Promise<void> {
  // The promise goes in as it is: some browsers only allow a write that begins in the click itself.
  return say(navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]), said);
}

/** Hands a file to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; the content may go.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
