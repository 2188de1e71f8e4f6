// What the editor's own scripts (api/painkg_api/pages/static) take of CodeMirror, and nothing else.
export {
  autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion,
} from "@codemirror/autocomplete";
export {history, historyKeymap, standardKeymap, toggleComment} from "@codemirror/commands";
export {bracketMatching, syntaxHighlighting, syntaxTree} from "@codemirror/language";
export {EditorState, StateEffect, StateField} from "@codemirror/state";
export {
  Decoration, EditorView, ViewPlugin, WidgetType, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers,
} from "@codemirror/view";
export {classHighlighter} from "@lezer/highlight";
export {SparqlLanguage, sparql} from "codemirror-lang-sparql";
