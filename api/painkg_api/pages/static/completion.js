// What may come next in a query: names by place (class, property, value), terms by what they are called, keywords.
import {syntaxTree} from "./codemirror.js";
import {search} from "./search.js";

const KEYWORDS = (
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS UNDEF EXISTS NOT IN GROUP BY HAVING ORDER ASC " +
  "DESC LIMIT OFFSET CONSTRUCT DESCRIBE ASK FROM NAMED PREFIX BASE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR " +
  "STR LANG LANGMATCHES DATATYPE BOUND IRI COALESCE IF CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLEN SUBSTR " +
  "REPLACE REGEX UCASE LCASE CONCAT ABS CEIL FLOOR ROUND YEAR isIRI isBlank isLiteral isNumeric sameTerm true false"
).split(" ");
const NO_NAME = new Set([...KEYWORDS.map(word => word.toLowerCase()), "a"]);
const PREDICATE = 1, OBJECT = 2; // places in a triple; the subject is 0
const BELOW = {name: "terms"}; // a section comes after what is in none

// Return the two sources; known gives the vocabulary of a state, or null while it is on its way.
export function completion(known) {
  return [context => names(context, known(context.state)), context => terms(context, known(context.state))];
}

function names(context, vocabulary) {
  const {state, pos} = context;
  if (inText(context)) return null;
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) return {from: variable.from, options: variables(state.doc.toString(), variable.text), validFor: /^[?$]\w*$/};
  const word = context.matchBefore(/[A-Za-z][\w.]*:?[\w-]*|:[\w-]*/);
  if (!word && !context.explicit) return null;
  const from = word?.from ?? pos;
  const line = state.doc.lineAt(pos);
  if (/^\s*PREFIX\s+[\w.]*$/i.test(line.text.slice(0, pos - line.from))) {
    const all = Object.entries(vocabulary?.prefixes ?? {});
    return {from, options: all.map(([prefix, iri]) => ({label: `${prefix}: <${iri}>`, type: "namespace"}))};
  }
  const where = place(state.sliceDoc(0, pos));
  const keywords = KEYWORDS.map(label => ({label, type: "keyword", boost: -20}));
  return {
    from, options: [...vocabulary ? fitting(vocabulary, where, state.doc.toString()) : [], ...keywords],
    validFor: /^[\w.]*:?[\w-]*$/,
  };
}

// Say what is written at the end of a text: the place in its triple, the predicate and the subject before it.
export function place(before) {
  const code = before.replace(/#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^>\s]*>/g, part => part[0] === "#" ? "" : "x");
  const triples = code.match(/[^{}]*$/)[0].split(/\.\s+/).pop();
  const [subject] = triples.trimStart().split(/\s+/);
  const parts = triples.split(/;\s*/), last = parts.pop().trimStart().split(/\s+/);
  const skipped = parts.length ? 1 : 0; // after a ; the subject is not written again
  return {at: Math.min(last.length - 1 + skipped, OBJECT), predicate: last[1 - skipped], subject};
}

function fitting(vocabulary, {at, predicate, subject}, text) {
  const {classes, properties, values} = vocabulary;
  const option = (label, type, detail, info, boost) => (
    {label, type, detail, boost, apply: inserted(label, vocabulary), ...(info && {info})});
  const isClass = at === OBJECT && /^(?:a|rdf:type)$/.test(predicate);
  const property = valued(vocabulary, {predicate});
  const taken = new Set(at === OBJECT ? property?.values : []);
  const typical = new Set(at === PREDICATE ? ofClass(classes, subject, text) : []);
  return [
    ...classes.map(({id, count}) => option(id, "class", `${count.toLocaleString("en")} members`, "", isClass ? 50 : -10)),
    ...properties.map(({id, label, about, count}) => option(
      id, "property", label, [about, `${count.toLocaleString("en")} triples`].filter(Boolean).join("\n"),
      typical.has(id) ? 60 : at === PREDICATE ? 40 : 0)),
    ...Object.entries(values).map(([id, label]) => option(id, "constant", label, "", taken.has(id) ? 70 : at === OBJECT ? 10 : -10)),
  ];
}

// Return the property that a predicate, which may be a path, ends in.
function valued({properties}, {predicate = ""}) {
  const name = predicate.split(/[/|^(]/).pop();
  return properties.find(({id}) => id === name);
}

function ofClass(classes, subject, text) {
  const types = [...text.matchAll(/(\S+)\s+(?:a|rdf:type)\s+([\w.]+:[\w-]+)/g)];
  const name = types.find(([, of]) => of === subject)?.[2];
  return classes.find(({id}) => id === name)?.properties;
}

async function terms(context, vocabulary) {
  if (!vocabulary || !vocabulary.statements.size || inText(context)) return null; // other data has no terms of ours
  const {state, pos} = context, line = state.doc.lineAt(pos);
  const written = state.sliceDoc(line.from, pos).match(/(?:^|[\s({/|^])([A-Z]+:)?([A-Za-z][\w'-]*(?: [\w'-]+){0,5})$/);
  if (!written) return null;
  const [, prefix = ""] = written, words = written[2].split(" ");
  while (!prefix && words.length > 1 && NO_NAME.has(words[0].toLowerCase())) words.shift();
  const asked = words.join(" "), from = pos - asked.length - prefix.length;
  const where = place(state.sliceDoc(0, from));
  if (asked.length < 3 || NO_NAME.has(asked.toLowerCase()) || where.at === PREDICATE) return null;
  const found = (await search(asked)).filter(({id}) => id.startsWith(prefix));
  if (context.aborted || !found.length) return null;
  const first = where.at === OBJECT && !valued(vocabulary, where)?.values.length;
  return {
    from, options: found.map(({id, label, kind, name, definition}, i) => ({
      label: asked, displayLabel: label, // what is typed fits, since the server found it
      detail: `${name === label ? "" : `“${name}” `}${kind.replaceAll("_", " ")} ${id}`, type: "term", boost: 90 - i,
      apply: inserted(id, vocabulary), ...(!first && {section: BELOW}), ...(definition && {info: definition}),
    })),
  };
}

// Insert a name, and declare its prefix where the text does not.
function inserted(name, {prefixes}) {
  return (view, chosen, from, to) => {
    const prefix = name.slice(0, name.indexOf(":")), text = view.state.doc.toString();
    const declared = new RegExp(`\\bPREFIX\\s+${prefix.replaceAll(".", "\\.")}:`, "i").test(text);
    const at = Math.min(text.match(/^(?:\s*#[^\n]*\n)*\s*/)[0].length, from);
    const insert = declared ? "" : `PREFIX ${prefix}: <${prefixes[prefix]}>\n`;
    view.dispatch({
      changes: [{from: at, insert}, {from, to, insert: name}], selection: {anchor: from + insert.length + name.length},
      userEvent: "input.complete",
    });
  };
}

function variables(text, typed) {
  const found = new Set(text.match(/[?$]\w+/g));
  found.delete(typed);
  return [...found].map(label => ({label, type: "variable"}));
}

function inText({state, pos}) {
  return ["Comment", "String", "IriRef"].includes(syntaxTree(state).resolveInner(pos, -1).name);
}
