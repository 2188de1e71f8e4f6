// Bundle entry.js into one file, headed by the licences of all that is in it: `node build.js [FILE]`.
// The same lock gives the same bytes; tests/browser/test_bundle.py compares them.
import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const target = process.argv[2] ?? "../painkg_api/pages/static/codemirror.js";
const {metafile, outputFiles: [bundle]} = await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)), entryPoints: ["entry.js"],
  bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", charset: "utf8",
  write: false, metafile: true,
});

const packages = Object.keys(metafile.inputs)
  .map(path => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean);
const byLicence = new Map();
for (const name of [...new Set(packages)].sort()) {
  const folder = new URL(`node_modules/${name}/`, import.meta.url);
  const {version} = JSON.parse(readFileSync(new URL("package.json", folder)));
  const licence = readFileSync(new URL("LICENSE", folder), "utf8").trim();
  byLicence.set(licence, [...byLicence.get(licence) ?? [], `${name} ${version}`]);
}
const notices = [...byLicence].map(([licence, names]) => `${names.join(", ")}\n\n${licence}`);
writeFileSync(target, `/*!\nMade by api/codemirror/build.js from:\n\n${notices.join("\n\n---\n\n")}\n*/\n${bundle.text}`);
