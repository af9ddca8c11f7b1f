/** Brings what only somebody who is logged in needs. */
export const loadShell = () => import("./Shell");

/** The same, as soon as something is to be seen: nothing is in the way of that. */
export function loadShellAfterPaint(): void {
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length > 0) {
      observer.disconnect();
      loadShell();
    }
  });
  observer.observe({ type: "paint", buffered: true });
}
