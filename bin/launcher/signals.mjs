const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** One Ctrl-C reaches a process up to three times: from the terminal, from npm and from the launcher. What comes within this time is the same wish. */
const SAME_WISH_MS = 400;

/** Calls `handle` once per wish to stop, with the signal and how many wishes there were before. Returns a function that stops listening.
 * @param {(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', before: number) => void} handle
 * @param {() => number} [now] monotonic milliseconds
 * @param {NodeJS.EventEmitter} [source] the process, or a stand-in */
export function onStopWish(handle, now = () => performance.now(), source = process) {
  let before = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  const listeners = STOP_SIGNALS.map((signal) => {
    const listener = () => {
      const at = now();
      if (at - lastAt < SAME_WISH_MS) return;
      lastAt = at;
      handle(signal, before);
      before += 1;
    };
    source.on(signal, listener);
    return /** @type {const} */ ([signal, listener]);
  });
  return () => {
    for (const [signal, listener] of listeners) source.off(signal, listener);
  };
}

const PARENT_CHECK_MS = 1_000;

/** Calls `handle` once when npm, which started this process, is gone without passing a signal on: a killed npm must not leave Farol behind.
 * A process that was not started by an npm script may outlive its parent (nohup, service managers) and is left alone. Returns a function that stops watching.
 * @param {() => void} handle */
export function watchParent(handle) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    handle();
  }, PARENT_CHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Asks this process to stop when the one that started it over an IPC channel is gone: the channel closes however that one died. */
export function endWithParent() {
  if (process.channel === undefined || process.channel === null) return;
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Listening must not keep a finished command alive.
  process.channel.unref();
}
