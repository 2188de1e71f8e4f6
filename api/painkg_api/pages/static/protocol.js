// Talking to the server: a problem that it reports becomes an error with its words and its place.

export async function fetched(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("the server does not answer");
  }
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response) {
  const told = await response.json().catch(() => ({}));
  const error = new Error(told.detail ?? `${response.status} ${response.statusText}`);
  const [, line, column] = error.message.match(/\bat (\d+):(\d+)/) ?? [];
  return Object.assign(error, {
    status: response.status, parameter: told.parameter, candidates: told.candidates ?? [],
    line: told.line ?? Number(line ?? 0), column: told.column ?? Number(column ?? 0),
  });
}

function posted(query, accept, signal) {
  return fetched("/sparql", {method: "POST", headers: {Accept: accept}, body: new URLSearchParams({query}), signal});
}

// Return the answer to a query: kind is table, truth or graph; truncated says that the server cut it.
export async function ask(query, signal) {
  const response = await posted(query, "application/sparql-results+json, text/turtle;q=0.9", signal);
  if (!response.headers.get("content-type").includes("json")) {
    return {kind: "graph", text: await response.text(), truncated: cut(response)};
  }
  const found = await response.json();
  if ("boolean" in found) return {kind: "truth", truth: found.boolean};
  return {
    kind: "table", variables: found.head.vars, rows: found.results.bindings, truncated: cut(response),
  };
}

function cut(response) {
  return response.headers.has("painkg-truncated");
}

// Download the answer to a query, as CSV or as Turtle; return whether the server cut it.
export async function save(query, snapshot) {
  const response = await posted(query, "text/csv, text/turtle;q=0.9");
  const ending = response.headers.get("content-type").includes("csv") ? "csv" : "ttl";
  const address = URL.createObjectURL(await response.blob());
  const anchor = Object.assign(document.createElement("a"), {
    href: address, download: `painkg-${snapshot.slice(0, 8)}.${ending}`,
  });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return cut(response);
}
