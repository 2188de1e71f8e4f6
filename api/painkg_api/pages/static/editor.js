// The SPARQL editor: makes the plain form of the page a place to write, run, read and share queries.
import {openExamples} from "./examples.js";
import {link, linked} from "./link.js";
import {openParameters} from "./parameters.js";
import {ask, save} from "./protocol.js";
import {clear, CUT, show} from "./results.js";
import {nothing, vocabulary} from "./vocabulary.js";
import {openWriting} from "./writing.js";

const by = id => document.getElementById(id);
const snapshot = by("editor").dataset.snapshot;
const writing = openWriting(by("query"), run);
const names = vocabulary.catch(problem => (notice(`Names are not completed: ${problem.message}`), nothing));
let asking = null; // what stops the query that is being answered

async function run() {
  asking?.abort();
  const mine = asking = new AbortController();
  const text = writing.text();
  writing.mark(null);
  clear(by("results"));
  say("Running …");
  busy(true);
  const started = performance.now();
  try {
    const answer = await ask(text, mine.signal);
    history.replaceState(null, "", link(text, snapshot, by("parameters")));
    say(show(by("results"), answer, await names, Math.round(performance.now() - started)));
    if (by("results").getBoundingClientRect().top > innerHeight * .7) by("ask").scrollIntoView();
    by("save").disabled = false;
    by("save").textContent = answer.kind === "graph" ? "Download Turtle" : "Download CSV";
  } catch (problem) {
    if (asking !== mine) return; // a newer run has taken its place
    by("save").disabled = true;
    say(problem.name === "AbortError" ? "Stopped." : problem.message, problem.name !== "AbortError");
    if (problem.line) writing.mark(problem);
  } finally {
    if (asking === mine) busy(false);
  }
}

function busy(now) {
  by("stop").hidden = !now;
  by("editor").setAttribute("aria-busy", String(now));
}

function say(text, wrong = false) {
  by("status").textContent = text;
  by("status").className = wrong ? "wrong" : "";
}

function notice(text) {
  by("notice").textContent = text;
  by("notice").hidden = !text;
}

async function share() {
  const address = new URL(link(writing.text(), snapshot, by("parameters")), location.href).href;
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address);
    say("The link is copied. It names the snapshot, so that who opens it sees whether the data is the same.");
  } catch {
    say("The link is in the address bar.");
  }
}

function follow() {
  const shared = linked(location.hash);
  if (!shared) return;
  writing.put(shared.query);
  for (const [id, value] of shared.values) if (by(id)?.form === by("parameters")) by(id).value = value;
  const other = shared.snapshot && shared.snapshot !== snapshot;
  notice(other ? `This link was made on snapshot ${shared.snapshot.slice(0, 16)}. Here is snapshot ` +
    `${snapshot.slice(0, 16)}: the answer may differ.` : "");
}

for (const id of ["save", "share", "keys", "find"]) by(id).hidden = false;
by("ask").addEventListener("submit", event => { event.preventDefault(); run(); });
by("stop").addEventListener("click", () => asking?.abort());
by("save").addEventListener("click", () => save(writing.text(), snapshot).then(
  cut => { if (cut) notice(CUT); }, problem => say(problem.message, true)));
by("share").addEventListener("click", share);
addEventListener("hashchange", follow);
openExamples(by("examples"), by("find"));
if (by("parameters")) openParameters(by("parameters"), text => { writing.put(text); run(); });
follow();
names.then(writing.know);
