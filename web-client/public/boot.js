// Applies theme, density and font size before the first paint. preferences.ts writes what this reads.
try {
  const kept = JSON.parse(localStorage.getItem("warbler.preferences") || "{}");
  const root = document.documentElement;
  for (const name of ["theme", "accent", "density", "size"]) {
    if (typeof kept[name] === "string") root.dataset[name] = kept[name];
  }
  if (typeof kept.language === "string") root.lang = kept.language;
} catch {
  // no storage: the defaults are fine
}
