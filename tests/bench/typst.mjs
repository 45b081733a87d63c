// typst.mjs SOURCE PDF - Typst's own compiler makes SOURCE a PDF, with the Noto fonts of Debian.
import {readdirSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

const fonts = "/usr/share/fonts/opentype/noto";
const require = createRequire(join(process.env.NODE_MODULES ?? "node_modules", "x.js"));
const {NodeCompiler} = require("@myriaddreamin/typst-ts-node-compiler");
const [source, pdf] = process.argv.slice(2);
const compiler = NodeCompiler.create({
	workspace: dirname(source),
	fontArgs: [{fontPaths: readdirSync(fonts).filter((f) => f.includes("CJK")).map((f) => join(fonts, f))}],
});
writeFileSync(pdf, compiler.pdf({mainFilePath: source}));
