// Builds the explorer's assets: `node build.js [FOLDER]`, by default into src/akg/web/assets.
// The same bytes every time: what is built is committed, and CI compares.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "../src/akg/web/assets");

/** Bundle one entry point with all it imports. */
async function bundled(entry, more = {}) {
  const built = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    charset: "utf8",
    target: "es2022",
    legalComments: "none", // LICENSES.txt has them all
    write: false,
    ...more,
  });
  return built.outputFiles[0].text;
}

/** What Cytoscape is, and the licences that it and the parts inside it are under. */
function licences() {
  const root = join(here, "node_modules/cytoscape");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const own = readFileSync(join(root, "LICENSE"), "utf8").trim();
  const heading = `explorer.js contains Cytoscape.js ${version} (https://js.cytoscape.org), under this licence:`;
  return `${heading}\n\n${own}\n\n${readFileSync(join(here, "licences-within.txt"), "utf8")}`;
}

// Cytoscape as its makers minified it, 9 KB less than esbuild makes of it.
const alias = { cytoscape: "./node_modules/cytoscape/dist/cytoscape.esm.min.mjs" };
const script = await bundled("src/main.js", { format: "iife", alias });
if (/<\/script|<!--/i.test(script)) throw new Error("explorer.js would end the element that it stands in");

const assets = {
  "LICENSES.txt": licences(),
  "explorer.css": await bundled("src/explorer.css"),
  "explorer.js": script,
  "page.html": readFileSync(join(here, "page.html"), "utf8"),
};
mkdirSync(folder, { recursive: true });
const sums = Object.entries(assets).map(([name, text]) => {
  writeFileSync(join(folder, name), text);
  return `${createHash("sha256").update(text).digest("hex")}  ${name}\n`;
});
writeFileSync(join(folder, "SHA256SUMS"), sums.join(""));
