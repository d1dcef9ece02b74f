// Names of countries; the codes stay in files and addresses.

let names: ReadonlyMap<string, string> = new Map();

/** Takes over the names that the server knows. */
export function learnCountries(list: readonly { code: string; name: string }[]): void {
  names = new Map(list.map(({ code, name }) => [code, name]));
}

/** A country in words; a code without a name stays a code, and none at all is said so. */
export function country(code: string | null | undefined): string {
  if (!code) return "not known";
  if (code === "XRW") return "Rest of world";
  return names.get(code) ?? code;
}

/** The short form, where there is little room. */
export function shortCountry(code: string | null | undefined): string {
  if (!code) return "?";
  return code === "XRW" ? "Rest" : code === "EUU" ? "EU" : code;
}
