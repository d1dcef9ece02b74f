// Light or dark: as the system has it, unless the reader has chosen.

export type Theme = "system" | "light" | "dark";

const KEY = "coercivity-theme";
const THEMES: readonly Theme[] = ["system", "light", "dark"];

export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find((each) => each === kept) ?? "system";
}

/** Puts the theme on the root, where the colours look for it. */
export function applyTheme(): void {
  const chosen = theme();
  if (chosen === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.setAttribute("data-theme", chosen);
}

/** Goes on to the next theme and says which it is. */
export function nextTheme(): Theme {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length] ?? "system";
  localStorage.setItem(KEY, next);
  applyTheme();
  return next;
}
