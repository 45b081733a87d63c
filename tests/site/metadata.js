// metadata.js SITE [HEADLINE]: what machines read on pages of the small paper of
// tests/golden/content-clean, field by field. HEADLINE: of its article luqiao, where it is another.
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");

const site = process.argv[2];
const headline = process.argv[3] || "柳溪桥'五月'通车";
const hostile = process.argv.length > 3;
const page = (folder) => fs.readFileSync(path.join(site, folder, "index.html"), "utf8");

// As a browser finds it: the first end tag ends the script.
function data(folder) {
	const at = page(folder).split('<script type="application/ld+json">');
	assert.strictEqual(at.length, 2, folder + " has one block of data");
	const json = at[1].slice(0, at[1].search(/<\/script/i));
	assert.ok(!/[<&]/.test(json), folder + ": characters that HTML or XML reads");
	return JSON.parse(json);
}

// As those who read pages of 方正's systems find it: a comment, in it names in pointed brackets.
function properties(folder) {
	const comments = [...page(folder).matchAll(/<!--enpproperty ([^]*?)\/enpproperty-->/g)];
	assert.strictEqual(comments.length, 1, folder + " has one enpproperty");
	const fields = [...comments[0][1].matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
	assert.strictEqual(fields.map((m) => m[0]).join(""), comments[0][1], "nothing stands between fields");
	return Object.fromEntries(fields.map((m) => [m[1],
		m[2].replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#45;/g, "-").replace(/&amp;/g, "&")]));
}

const root = "https://example.org/liuxi/";
const organisation = (name) => ({"@type": "Organization", name});

function newspaper(folder, tag, words) {
	return {
		"@type": "Newspaper", name: "柳溪新報", alternateName: words.variant, description: words.slogan,
		inLanguage: tag, url: root + folder, startDate: "1995-04-18",
		identifier: {"@type": "PropertyValue", propertyID: "CN", value: "CN31-0999"},
		publisher: organisation(words.publisher), sponsor: organisation(words.sponsor),
	};
}

function expected(folder, tag, words) {
	const author = (name) => root + folder + "authors/" + encodeURIComponent(name) + "/";
	const address = root + folder + "2031-05-06/luqiao/";
	return {
		"@context": "https://schema.org", "@type": "NewsArticle", url: address, mainEntityOfPage: address,
		headline: words.headline, alternativeHeadline: [words.kicker], description: words.excerpt,
		inLanguage: tag, datePublished: "2031-05-06T00:00:00+08:00",
		dateModified: "2031-05-08T00:00:00+08:00",
		author: [{"@type": "Person", name: words.author, jobTitle: words.job, url: author("陆沉")}],
		contributor: [{"@type": "Role", roleName: "photographer",
			contributor: {"@type": "Person", name: "郭其", url: author("郭其")}}],
		printPage: "2", printSection: "民生", wordCount: hostile ? 38 : 31, // the heading is its title no more
		image: [{"@type": "ImageObject", url: root + "2031-05-06/photo-png-a71cee5cfe-12.png", caption: words.picture,
			creditText: "郭其"}],
		publisher: organisation(words.publisher),
		isPartOf: {"@type": "PublicationIssue", url: root + folder + "2031-05-06/", issueNumber: "8545",
			datePublished: "2031-05-06T00:00:00+08:00", isPartOf: newspaper(folder, tag, words)},
	};
}

const editions = [
	["", "zh-Hans", {variant: "社区版", slogan: "给弄堂里的每一家", publisher: "柳溪社区传媒", sponsor: "柳溪报业",
		headline, kicker: "路修好了", excerpt: "桥面已经铺好。桥月底。问服务，回到菜场，或看桥。",
		author: "陆沉", job: "记者", picture: "菜场", paper: "柳溪新報 社区版"}],
	["hant/", "zh-Hant", {variant: "社區版", slogan: "給弄堂裏的每一家", publisher: "柳溪社區傳媒", sponsor: "柳溪報業",
		headline: hostile ? headline : "柳溪橋'五月'通車", kicker: "路修好了",
		excerpt: "橋面已經鋪好。橋月底。問服務，回到菜場，或看橋。",
		author: "陸沉", job: "記者", picture: "菜場", paper: "柳溪新報 社區版"}],
];

function story(folder, tag, words) {
	const at = folder + "2031-05-06/luqiao", text = page(at);
	assert.deepStrictEqual(data(at), expected(folder, tag, words));
	assert.deepStrictEqual(properties(at), {
		articleid: "2031-05-06/luqiao", date: "2031-05-06 00:00:00.0", author: words.author,
		title: words.headline, keyword: "", subtitle: "", introtitle: words.kicker,
		siteid: tag === "zh-Hans" ? "hans" : "hant", nodeid: "2", nodename: "第02版：民生",
		picurl: root + "2031-05-06/photo-png-a71cee5cfe-12.png",
	});
	const body = text.split("<!--enpcontent-->")[1].split("<!--/enpcontent-->")[0];
	assert.ok(body.includes("<p>") && !/<h1|<header|<nav/.test(body), "the text and nothing else is marked");
	if (!hostile)
		assert.ok(text.includes(`<span>${words.author}. ${words.headline}[N]. ${words.paper}, 2031-05-06(2).</span>`));
}

function issue(folder, tag, words) {
	const {hasPart, editor, ...rest} = data(folder + "2031-05-06");
	assert.deepStrictEqual(rest, {
		"@context": "https://schema.org", "@type": "PublicationIssue", url: root + folder + "2031-05-06/",
		issueNumber: "8545", datePublished: "2031-05-06T00:00:00+08:00", inLanguage: tag,
		pageStart: "1", pageEnd: "4", isPartOf: newspaper(folder, tag, words),
	});
	assert.deepStrictEqual(editor, {"@type": "Person", name: "周予安"});
	assert.deepStrictEqual(hasPart.map((part) => Object.keys(part).join()), hasPart.map(() => "@type,headline,url"));
	assert.ok(hasPart.some((part) => part.url === root + folder + "2031-05-06/luqiao/" && part.headline === words.headline));
}

// A PNG of the size that is promised. The pictures of this paper are too small to be shown instead.
function share(folder) {
	const text = page(folder), [, address] = text.match(/<meta content="([^"]*)" property="og:image" \/>/);
	assert.strictEqual(address, root + folder.replace(/2031.*/, "") + "share.png");
	const png = fs.readFileSync(path.join(site, address.slice(root.length)));
	assert.strictEqual(png.toString("latin1", 1, 4), "PNG");
	assert.deepStrictEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630]);
	assert.ok(/content="1200" property="og:image:width"/.test(text) && /content="630" property="og:image:height"/.test(text));
}

for (const [folder, tag, words] of editions) {
	share(folder);
	share(folder + "2031-05-06/luqiao/");
	story(folder, tag, words);
	issue(folder, tag, words);
	assert.deepStrictEqual(data(folder), {"@context": "https://schema.org", ...newspaper(folder, tag, words)});
}
