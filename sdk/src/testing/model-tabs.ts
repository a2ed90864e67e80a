import type { TabNews, Tabs } from "../outbox/tabs.js";

/** Tabs of one browser: one leads at a time, news reaches the others a little later. */
export function createModelTabs(): (onNews: (news: TabNews) => void) => Tabs {
  const listeners = new Set<(news: TabNews) => void>();
  const waiting: { lead(): void }[] = [];
  let leader: { lead(): void } | null = null;

  function next(): void {
    if (leader) return;
    leader = waiting.shift() ?? null;
    leader?.lead();
  }

  return (onNews) => {
    listeners.add(onNews);
    return {
      lead(signal, lead) {
        const tab = { lead };
        waiting.push(tab);
        signal.addEventListener("abort", () => {
          if (leader === tab) leader = null;
          else waiting.splice(waiting.indexOf(tab), 1);
          setImmediate(next);
        });
        next();
      },
      tell(news) {
        for (const other of listeners) {
          if (other === onNews) continue;
          setImmediate(() => {
            if (listeners.has(other)) other(structuredClone(news));
          });
        }
      },
      close: () => listeners.delete(onNews),
    };
  };
}
