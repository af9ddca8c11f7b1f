import { create } from "zustand";

/** How the last session of this page ended: by the user, or because it was revoked or ran out. */
export const useEnd = create<{ readonly wasForced: boolean }>(() => ({ wasForced: false }));
