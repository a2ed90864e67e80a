import { getCurrentInstance, onMounted, onScopeDispose } from "vue";

/** Starts something when the component is in the page, never on a server, and stops it with the scope. */
export function whileMounted(start: () => () => void): void {
  let stop = (): void => {};
  const begin = (): void => {
    stop = start();
  };
  if (getCurrentInstance()) onMounted(begin);
  else begin();
  onScopeDispose(() => stop());
}
