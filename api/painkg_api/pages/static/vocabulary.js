// What a query can be made of, asked for once: prefixes, classes, properties, named values, labels of terms.
import {ask, fetched} from "./protocol.js";

const SOME = 200_000; // triples that are counted of data that nobody described, so that its size does not matter
const COUNTED = ["?s a ?name", "?s ?name ?o"].map(pattern => `SELECT ?name (COUNT(*) AS ?n) {
  { SELECT ?name { { ${pattern} } UNION { GRAPH ?g { ${pattern} } } } LIMIT ${SOME} }
} GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 1000`);

export const vocabulary = fetched("/vocabulary", {headers: {Accept: "application/json"}})
  .then(response => response.json()).then(held => held.classes.length ? held : counted(held)).then(prepared);

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
    namespaces: longestFirst(held.prefixes),
  };
}

function longestFirst(prefixes) {
  return Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);
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

// Return a vocabulary with the classes and properties of other data than the graph, from some of its triples.
async function counted(held) {
  const prefixes = {...held.prefixes}, answers = await Promise.all(COUNTED.map(query => ask(query)));
  const [classes, properties] = answers.map(({rows}) => rows.flatMap(({name, n}) => {
    const id = short(prefixes, name.value);
    return id ? [{id, count: Number(n.value), label: "", about: "", values: [], properties: []}] : [];
  }));
  return {...held, prefixes, classes, properties};
}

// Return the short name of an IRI, with a new prefix where none fits; "" where it has no short name.
function short(prefixes, iri) {
  const known = contract({namespaces: longestFirst(prefixes)}, iri);
  if (known !== iri) return known;
  const [, start, local] = iri.match(/^(.*[#/:])([A-Za-z_][\w-]*)$/) ?? [];
  if (!local) return "";
  const prefix = `ns${Object.keys(prefixes).filter(name => /^ns\d+$/.test(name)).length + 1}`;
  prefixes[prefix] = start;
  return `${prefix}:${local}`;
}
