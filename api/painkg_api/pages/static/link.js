// A link to a query: the text and the snapshot it was asked of, after the #, which no server sees.

export function link(query, snapshot) {
  return `/editor#${new URLSearchParams({query, snapshot})}`;
}

// Return what a link holds, or null where it holds no query.
export function linked(hash) {
  const held = new URLSearchParams(hash.slice(1));
  return held.has("query") ? {query: held.get("query"), snapshot: held.get("snapshot") ?? ""} : null;
}
