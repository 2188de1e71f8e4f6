// What a query can be made of, asked for once: prefixes, classes, properties, named values, labels of terms.
import {fetched} from "./protocol.js";

export const vocabulary = fetched("/vocabulary", {headers: {Accept: "application/json"}})
  .then(response => response.json()).then(prepared);

// What is known where the server does not tell: every name stays as it is.
export const nothing = prepared({prefixes: {}, classes: [], properties: [], values: {}, terms: {}, statements: []});

function prepared(held) {
  return {
    ...held,
    labels: new Map([
      ...held.properties.map(property => [property.id, property.label]), ...Object.entries(held.values),
      ...Object.entries(held.terms),
    ].filter(([, label]) => label)),
    statements: new Set(held.statements),
    namespaces: Object.entries(held.prefixes).sort((a, b) => b[1].length - a[1].length),
  };
}

// Return the short name of an IRI, or the IRI itself where no prefix fits.
export function contract({namespaces}, iri) {
  const found = namespaces.find(([, start]) => iri.startsWith(start) && iri.length > start.length);
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

// Return the address of the page of something, or "" where there is none.
export function place({terms, statements}, curie) {
  if (curie in terms) return `/terms/${encodeURIComponent(curie).replaceAll("%3A", ":")}`;
  return statements.has(curie) ? `/statements/${curie}` : "";
}
