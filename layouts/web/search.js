// The index of the archive, as the build writes it (docs/search.md), and what a reader asks of it.
// Nothing here touches a page: that is search-page.js.
"use strict";

const WIDE = 0x2e80, BREAK = " ", FEW = 4, SPARE = 2, BATCH = 4;

function varints(bytes, at) {
	return () => {
		let v = 0, shift = 0, b;
		do {
			b = bytes[at++];
			v += (b & 127) * 2 ** shift;
			shift += 7;
		} while (b & 128);
		return v;
	};
}

// One shape for all shapes of a character: shapes.bin.
function readShapes(bytes) {
	const next = varints(bytes, 0), n = next(), from = [], shapes = new Map();
	for (let i = 0, c = 0; i < n; i++)
		from.push(c += next());
	for (let i = 0, c = 0; i < n; i++) {
		const z = next();
		shapes.set(from[i], c += z & 1 ? -(z + 1) / 2 : z / 2);
	}
	return shapes;
}

// Text as it is searched; at[i] is where unit i of it stands in the source. As search/text.c.
function fold(source, shapes) {
	let text = "", gap = 0;
	const at = [];
	for (let i = 0; i < source.length;) {
		const c = String.fromCodePoint(source.codePointAt(i));
		const parts = c >= "一" && c <= "\u9fff" ? c :
			[...c.normalize("NFKD").replace(/\p{M}/gu, "")].map((p) => [...p.toLowerCase()][0]);
		for (const p of parts) {
			if (!/[\p{L}\p{N}]/u.test(p)) {
				gap = Math.max(gap, /[\p{Z}\t\n\f\r]/u.test(p) ? 1 : 2);
				continue;
			}
			const u = shapes.get(p.codePointAt(0)) || p.codePointAt(0);
			if (text && (gap > 1 || (gap && u < WIDE && text.charCodeAt(text.length - 1) < WIDE))) {
				text += BREAK;
				at.push(i);
			}
			gap = 0;
			const unit = String.fromCodePoint(u);
			for (let k = 0; k < unit.length; k++)
				at.push(i);
			text += unit;
		}
		i += c.length;
	}
	return {text, at};
}

// What is asked for: words and “phrases in quotes”, all of which must be there.
function parseQuery(query, shapes) {
	const parts = query.match(/[“”"「『][^“”"」』]*[“”"」』]?|[^\s“”"「『]+/gu) || [];
	return [...new Set(parts.map((p) => fold(p, shapes).text))].filter(Boolean);
}

// The keys of a word: pairs of neighbours that cover it, or one letter alone. The two that are the
// furthest apart come first: they narrow the most.
function keysOf(word) {
	const keys = [];
	for (const run of word.split(BREAK)) {
		const n = run.length;
		if (n === 1)
			keys.push([run.charCodeAt(0), 0]);
		for (let i = 0; i + 1 < n; i += i + 3 === n ? 1 : 2)
			keys.push([run.charCodeAt(i), run.charCodeAt(i + 1)]);
	}
	return keys.length > 2 ? [keys[0], keys.at(-1), ...keys.slice(1, -1)] : keys;
}

class Bits {
	constructor(bytes) {
		this.bytes = bytes;
		this.at = 0;
		this.end = bytes.length * 8;
	}
	take(n) {
		let v = 0;
		for (; n > 0; n--, this.at++)
			v = v * 2 + (this.bytes[this.at >> 3] >> (7 - (this.at & 7)) & 1);
		return v;
	}
	gamma(k) {
		let n = 0;
		while (!this.take(1) && this.at < this.end)
			n++;
		return (2 ** n + this.take(n) - 1) * 2 ** k + this.take(k);
	}
	list(n, of) {
		const k = Math.max(0, 31 - Math.clz32(Math.floor(of / n))), list = [];
		for (let i = 0, next = 0; i < n; i++, next++) {
			while (this.take(1) && this.at < this.end)
				next += 2 ** k;
			list.push(next += this.take(k));
		}
		return list;
	}
}

// The articles that key [first, second] is in, with their fields; first and second of each shard's
// first entry come from the list of shards.
function findEntry(bytes, start, key, articles) {
	const bits = new Bits(bytes);
	let [first, second] = start, begun = false;
	while (bits.end - bits.at >= 8) {
		if (begun && bits.take(1)) {
			first += bits.gamma(6) + 1;
			second = 0;
		} else if (begun) {
			second += bits.gamma(6) + 1;
		}
		begun = true;
		const list = bits.list(bits.gamma(0) + 1, articles), heads = bits.gamma(0);
		const fields = new Map(list.map((a) => [a, 0]));
		if (heads)
			for (const i of bits.list(heads, list.length))
				fields.set(list[i], -1);
		for (const [a, f] of fields)
			if (f)
				fields.set(a, bits.take(3));
		if (first === key[0] && second === key[1])
			return fields;
		if (first > key[0] || (first === key[0] && second > key[1]))
			break;
	}
	return new Map();
}

class Volume {
	constructor(archive, name) {
		this.archive = archive;
		this.name = name;
		this.shards = new Map();
	}
	open() {
		return this.opened ||= this.read();
	}
	async read() {
		const bytes = await this.archive.get(`${this.name}/index.bin`, true);
		const next = varints(bytes, 7);
		this.version = [6, 5, 4, 3].map((i) => bytes[i].toString(16).padStart(2, "0")).join("");
		this.issues = [];
		this.articles = 0;
		for (let i = next(), day = 0; i > 0; i--) {
			day += next();
			const n = next();
			this.issues.push({first: this.articles, n, date: `${day >> 9}-` +
				`${day >> 5 & 15}-${day & 31}`.replace(/\b\d\b/g, "0$&")});
			this.articles += n;
		}
		this.starts = [];
		for (let i = next(), first = 0; i > 0; i--)
			this.starts.push([first += next(), next()]);
	}
	shard(i) {
		if (!this.shards.has(i))
			this.shards.set(i, this.archive.get(`${this.name}/${i}.bin?${this.version}`));
		return this.shards.get(i);
	}
	// The shard that KEY is in, if it is in any: -1 if it comes before all.
	shardOf(key) {
		let low = 0, high = this.starts.length;
		while (low < high) {
			const mid = (low + high) >> 1, [a, b] = this.starts[mid];
			if (a < key[0] || (a === key[0] && b <= key[1]))
				low = mid + 1;
			else
				high = mid;
		}
		return low - 1;
	}
	async find(key) {
		const i = this.shardOf(key);
		return i < 0 ? new Map() : findEntry(await this.shard(i), this.starts[i], key, this.articles);
	}
	// Whether a further key of a long word is looked up: its shard is here already, or one is to spare.
	affords(key) {
		return this.shards.has(this.shardOf(key)) || this.archive.spare-- > 0;
	}
	// Articles that have the keys of WORD, and in which fields. Where few are left, the page that shows
	// them reads less of their texts than of further shards.
	async narrow(word) {
		const keys = keysOf(word), [found, ...lists] = await Promise.all(keys.splice(0, 2).map((key) => this.find(key)));
		const keep = (list) => {
			for (const [a, fields] of found)
				list.has(a) ? found.set(a, fields & list.get(a)) : found.delete(a);
		};
		lists.forEach(keep);
		for (const key of keys)
			if (found.size > FEW && this.affords(key))
				keep(await this.find(key));
		return found;
	}
	async search(words, section) {
		await this.open();
		let all = section ? await this.find([1, section]) : null;
		const lists = await Promise.all(words.map((word) => this.narrow(word)));
		const scores = new Map();
		for (const list of lists) {
			const rest = new Map();
			for (const [a, fields] of list)
				if (!all || all.has(a))
					rest.set(a, (scores.get(a) || 0) + (1 << 32 - Math.clz32(fields)));
			for (const [a, score] of rest)
				scores.set(a, score);
			all = rest;
		}
		return [...all.keys()].map((a) => this.hit(a, scores.get(a)));
	}
	hit(article, score) {
		const issue = this.issues.findLast((i) => i.first <= article);
		return {date: issue.date, place: article - issue.first, score};
	}
}

// As volume_section in search/volume.c.
function sectionKey(name, shapes) {
	let h = 2166136261;
	const text = fold(name, shapes).text;
	for (let i = 0; i < text.length; i++)
		h = Math.imul(h ^ text.charCodeAt(i), 16777619) >>> 0;
	return (h ^ h >>> 16) & 0xffff || 1;
}

class Archive {
	// get(path, fresh): the bytes of a file of the index.
	constructor(get, volumes) {
		this.get = get;
		this.volumes = volumes.map((name) => new Volume(this, name));
	}
	async open() {
		this.shapes ||= readShapes(await this.get("shapes.bin"));
	}
	// Articles that may have all words of QUERY, the best first: {date, place in the issue, score}.
	// A word of more than two letters is sure only when it was seen in the text (matches).
	async search(query, {section = "", year = ""} = {}) {
		await this.open();
		const words = parseQuery(query, this.shapes), key = section && sectionKey(section, this.shapes);
		this.spare = SPARE; // shards, beyond those of two keys of each word
		const volumes = this.volumes.filter((v) => !year || covers(v.name, +year)).reverse();
		let hits = [];
		for (let i = 0; words.length && i < volumes.length; i += BATCH)
			for (const found of await Promise.all(volumes.slice(i, i + BATCH).map((v) => v.search(words, key))))
				hits = hits.concat(found);
		if (year)
			hits = hits.filter((h) => h.date.startsWith(`${year}-`));
		hits.sort((a, b) => b.score - a.score || (a.date < b.date) - (a.date > b.date) || a.place - b.place);
		return {words, hits, sure: words.every((w) => w.length <= 2 && !w.includes(BREAK))};
	}
	// Whether TEXT has all words: [from, to] of each place; null if one is missing.
	matches(text, words) {
		const folded = fold(text, this.shapes), places = [];
		for (const word of words) {
			const before = places.length;
			for (let i = folded.text.indexOf(word); i >= 0; i = folded.text.indexOf(word, i + word.length)) {
				const last = folded.at[i + word.length - 1];
				places.push([folded.at[i], last + String.fromCodePoint(text.codePointAt(last)).length]);
			}
			if (places.length === before)
				return null;
		}
		return places.sort((a, b) => a[0] - b[0]);
	}
}

// "2001-2007", "2024", "2024.2"
function covers(name, year) {
	const [first, last = first] = name.split(".")[0].split("-").map(Number);
	return first <= year && year <= last;
}
