/** Tells of each failure whether it comes for the first time: one may be the answer to many, such as that of a key set. */
export function createFirstTimes(): (failure: object) => boolean {
  const seen = new WeakSet();
  return (failure) => {
    if (seen.has(failure)) return false;
    seen.add(failure);
    return true;
  };
}
