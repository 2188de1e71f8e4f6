// The text of the query: CodeMirror in place of the plain field, with labels beside numbered names.
import {
  autocompletion, bracketMatching, classHighlighter, closeBrackets, closeBracketsKeymap, completionKeymap, Decoration,
  EditorState, EditorView, highlightActiveLine, highlightSpecialChars, history, historyKeymap, keymap, lineNumbers,
  sparql, SparqlLanguage, standardKeymap, StateEffect, StateField, syntaxHighlighting, syntaxTree, toggleComment,
  ViewPlugin, WidgetType,
} from "./codemirror.js";
import {completion} from "./completion.js";
import {contract} from "./vocabulary.js";

const known = StateEffect.define(), marked = StateEffect.define();

// Put an editor in place of a text field, which keeps the text; run is called for Ctrl Enter.
export function openWriting(field, run) {
  const view = new EditorView({
    parent: field.parentElement,
    state: EditorState.create({
      doc: field.value.trimEnd(),
      extensions: [
        lineNumbers(), history(), bracketMatching(), closeBrackets(), highlightActiveLine(), highlightSpecialChars(),
        EditorView.lineWrapping, EditorView.contentAttributes.of({"aria-label": "SPARQL query", id: "text"}),
        sparql(), SparqlLanguage.data.of({commentTokens: {line: "#"}}), syntaxHighlighting(classHighlighter),
        vocabularyField, problemField, labels,
        autocompletion({override: completion(state => state.field(vocabularyField)), maxRenderedOptions: 60}),
        keymap.of([
          {key: "Mod-Enter", preventDefault: true, run: () => (run(), true)}, {key: "Mod-/", run: toggleComment},
          ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...standardKeymap,
        ]),
        EditorView.updateListener.of(update => { if (update.docChanged) field.value = update.state.doc.toString(); }),
      ],
    }),
  });
  field.hidden = true;
  field.before(view.dom);
  return {
    text: () => view.state.doc.toString(),
    put: text => view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: text.trimEnd()}}),
    know: vocabulary => view.dispatch({effects: known.of(vocabulary)}),
    // Mark the line that a problem names, and go there; null takes the mark away.
    mark(problem) {
      view.dispatch({effects: marked.of(problem)});
      if (!problem) return;
      const at = position(view.state.doc, problem);
      view.dispatch({selection: {anchor: at}, effects: EditorView.scrollIntoView(at, {y: "center"})});
      view.focus();
    },
  };
}

const vocabularyField = StateField.define({
  create: () => null,
  update: (value, {effects}) => effects.find(effect => effect.is(known))?.value ?? value,
});

function position(doc, {line, column}) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max(column - 1, 0), found.to);
}

class Message extends WidgetType {
  constructor(text) { super(); this.text = text; }
  eq(other) { return other.text === this.text; }
  toDOM() { return Object.assign(document.createElement("div"), {className: "cm-problem", textContent: this.text.replace(/^(?:error at \d+:\d+|line \d+, column \d+): /, "")}); }
}

const problemField = StateField.define({
  create: () => Decoration.none,
  update(value, {docChanged, effects, state}) {
    const effect = effects.find(effect => effect.is(marked));
    if (!effect) return docChanged ? Decoration.none : value;
    if (!effect.value) return Decoration.none;
    const {from, to} = state.doc.lineAt(position(state.doc, effect.value));
    return Decoration.set([
      Decoration.line({class: "cm-wrong"}).range(from),
      Decoration.widget({widget: new Message(effect.value.message), block: true, side: 1}).range(to),
    ]);
  },
  provide: field => EditorView.decorations.from(field),
});

class Label extends WidgetType {
  constructor(text) { super(); this.text = text; }
  eq(other) { return other.text === this.text; }
  toDOM() { return Object.assign(document.createElement("span"), {className: "cm-label", textContent: this.text}); }
}

// The label of every name that is a number, such as PAINKG:0010003, as far as it is in sight.
const labels = ViewPlugin.fromClass(class {
  constructor(view) { this.decorations = labelled(view); }
  update({docChanged, viewportChanged, transactions, startState, state, view}) {
    const more = transactions.some(({effects}) => effects.some(effect => effect.is(known)));
    if (docChanged || viewportChanged || more || syntaxTree(startState) !== syntaxTree(state)) {
      this.decorations = labelled(view);
    }
  }
}, {decorations: plugin => plugin.decorations});

function labelled({state, visibleRanges}) {
  const found = [], vocabulary = state.field(vocabularyField);
  for (const {from, to} of vocabulary ? visibleRanges : []) {
    syntaxTree(state).iterate({from, to, enter(node) {
      if (!["Pname_ln", "IriRef"].includes(node.name)) return;
      const written = state.sliceDoc(node.from, node.to);
      const name = written[0] === "<" ? contract(vocabulary, written.slice(1, -1)) : written;
      const label = /\d$/.test(name) && vocabulary.labels.get(name);
      if (label) found.push(Decoration.widget({widget: new Label(label), side: 1}).range(node.to));
    }});
  }
  return Decoration.set(found, true);
}
