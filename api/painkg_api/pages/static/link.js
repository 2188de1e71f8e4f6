// A link to a query: its text, the snapshot it was asked of and the values of the form, after the #, which no
// server sees. The names of the values are those of their fields: p-condition.

export function link(query, snapshot, form) {
  const values = form ? [...new FormData(form)].map(([name, value]) => [`p-${name}`, value]) : [];
  return `${location.pathname}${location.search}#${new URLSearchParams([["query", query], ["snapshot", snapshot], ...values])}`;
}

// Return what a link holds, or null where it holds no query.
export function linked(hash) {
  const held = new URLSearchParams(hash.slice(1));
  if (!held.has("query")) return null;
  const values = [...held].filter(([name]) => name.startsWith("p-"));
  return {query: held.get("query"), snapshot: held.get("snapshot") ?? "", values};
}
