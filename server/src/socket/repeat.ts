/** Runs a task every so often, never twice at a time. Returns what stops it. */
export function repeat(
  everyMs: number,
  task: () => Promise<void>,
  failed: (error: unknown) => void,
): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    task()
      .catch(failed)
      .finally(() => {
        running = false;
      });
  }, everyMs);
  return () => clearInterval(timer);
}
