/** Brings what only somebody who is logged in needs. */
export const loadShell = () => import("./Shell");
