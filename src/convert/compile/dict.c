#include "convert/compile/dict.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/out.h"
#include "base/utf8.h"

void
die(const char *what, str which)
{
	fprintf(stderr, "tables: %s: " STR_FMT "\n", what, STR_ARG(which));
	exit(1);
}

str
read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct out o = {.mem = a};
	char buffer[65536];
	size_t n;

	if (!f)
		die("cannot open", str_from(path));
	while ((n = fread(buffer, 1, sizeof buffer, f)) > 0)
		out_str(&o, (str){buffer, (ptrdiff_t)n});
	if (ferror(f) || utf8_bad(out_text(&o)) >= 0)
		die("cannot be read, or is not UTF-8", str_from(path));
	fclose(f);
	return out_text(&o);
}

/* FNV-1a. */
static uint32_t
hash(str s)
{
	uint32_t h = 2166136261u;

	for (ptrdiff_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h;
}

/* The slot of KEY, or the empty one where it belongs. */
static int *
slot_of(const struct dict *d, str key)
{
	uint32_t mask = (uint32_t)d->nslot - 1;

	for (uint32_t i = hash(key) & mask;; i = (i + 1) & mask)
		if (d->slot[i] == 0 || str_eq(d->entry[d->slot[i] - 1].key, key))
			return &d->slot[i];
}

static void
grow(struct arena *a, struct dict *d)
{
	struct dict_entry *old = d->entry;

	d->cap = d->cap ? 2 * d->cap : 64;
	d->entry = NEW(a, struct dict_entry, (size_t)d->cap);
	d->nslot = 4 * d->cap;
	d->slot = NEW(a, int, (size_t)d->nslot);
	for (int i = 0; i < d->n; i++) {
		d->entry[i] = old[i];
		*slot_of(d, old[i].key) = i + 1;
	}
}

void
dict_put(struct arena *a, struct dict *d, struct dict_entry e)
{
	int *slot;

	if (d->n == d->cap)
		grow(a, d);
	slot = slot_of(d, e.key);
	if (*slot)
		return;
	d->entry[d->n++] = e;
	*slot = d->n;
	if (e.key.n > d->longest)
		d->longest = e.key.n;
}

void
dict_add(struct arena *a, struct dict *d, str key, str value)
{
	dict_put(a, d, (struct dict_entry){.key = key, .value = value});
}

const struct dict_entry *
dict_find(const struct dict *d, str key)
{
	int i = d->n ? *slot_of(d, key) : 0;

	return i ? &d->entry[i - 1] : NULL;
}

const struct dict_entry *
dict_match(const struct dict *d, str text)
{
	for (ptrdiff_t n = d->longest < text.n ? d->longest : text.n; n > 0; n--) {
		bool inside = n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80;
		const struct dict_entry *e = inside ? NULL : dict_find(d, str_sub(text, 0, n));

		if (e)
			return e;
	}
	return NULL;
}

str
dict_run(struct arena *a, const struct dict *d, str text)
{
	/* room for most results: a table has hundreds of thousands of them */
	size_t room = 2 * (size_t)text.n + 8;
	struct out o = {.mem = a, .p = NEW(a, char, room), .cap = room};

	for (ptrdiff_t i = 0; i < text.n;) {
		const struct dict_entry *e = dict_match(d, str_from_at(text, i));
		ptrdiff_t from = i;

		if (e)
			i += e->key.n;
		else
			utf8_next(text, &i);
		out_str(&o, e ? e->value : str_sub(text, from, i));
	}
	return out_text(&o);
}

str
config_run(struct arena *a, const struct config *c, str text)
{
	for (int i = 0; i < c->nstage; i++)
		text = dict_run(a, &c->stage[i], text);
	return text;
}

static const char *
in_folder(struct arena *a, const char *folder, str name)
{
	return str_fmt(a, "%s/" STR_FMT, folder, STR_ARG(name)).p;
}

void
dict_read(struct arena *a, const char *folder, str name, struct dict *out)
{
	str rest = read_file(a, in_folder(a, folder, name)), origin = str_cut(&name, STR("."));

	while (rest.n > 0) {
		str line = str_cut(&rest, STR("\n"));
		struct dict_entry e = {.origin = origin};

		if (str_starts(line, STR("#")) || str_find(line, STR("\t")) < 0)
			continue;
		e.key = str_cut(&line, STR("\t"));
		e.values = line;
		e.value = str_cut(&line, STR(" "));
		dict_put(a, out, e);
	}
}

/* A value of a configuration. */
struct json {
	str name; /* in an object */
	str text; /* of a string or a plain word; empty for objects and lists */
	struct json *child, *next;
};

static void
skip_blanks(str *s)
{
	while (s->n > 0 && strchr(" \t\r\n", *s->p))
		*s = str_from_at(*s, 1);
}

static bool
eat(str *s, const char *token)
{
	skip_blanks(s);
	return str_eat(s, str_from(token));
}

static str
json_string(str *s)
{
	if (!eat(s, "\""))
		die("string expected", str_sub(*s, 0, s->n < 20 ? s->n : 20));
	return str_cut(s, STR("\"")); /* no escapes in OpenCC's configurations */
}

static struct json *
json_read(struct arena *a, str *s)
{
	struct json *v = NEW(a, struct json, 1), **end = &v->child;
	bool object = eat(s, "{");

	if (object || eat(s, "[")) {
		while (!eat(s, object ? "}" : "]")) {
			str name = object ? json_string(s) : (str){0};

			if (object && !eat(s, ":"))
				die("colon expected after", name);
			*end = json_read(a, s);
			(*end)->name = name;
			end = &(*end)->next;
			eat(s, ",");
			if (s->n == 0)
				die("configuration ends early", name);
		}
	} else if (str_starts(*s, STR("\""))) {
		v->text = json_string(s);
	} else {
		v->text = (str){s->p, 0};
		while (v->text.n < s->n && !strchr(",]} \r\n", s->p[v->text.n]))
			v->text.n++;
		*s = str_from_at(*s, v->text.n);
	}
	return v;
}

static const struct json *
member(const struct json *v, const char *name)
{
	for (v = v ? v->child : NULL; v; v = v->next)
		if (str_eq(v->name, str_from(name)))
			return v;
	return NULL;
}

static str
text_of(const struct json *v, const char *name)
{
	const struct json *m = member(v, name);

	return m ? m->text : (str){0};
}

/* KEY begins with one of the first N keys of D. */
static bool
shadowed(const struct dict *d, int n, str key)
{
	for (ptrdiff_t i = 1; i <= key.n; i++) {
		const struct dict_entry *e = dict_find(d, str_sub(key, 0, i));

		if (e && e - d->entry < n)
			return true;
	}
	return false;
}

/*
 * A dictionary, or a group as one map in which the longest key counts. "union": the longest key of
 * all. "short_circuit", the default: the first dictionary with any key that matches wins, so a key
 * that begins with one of an earlier dictionary never counts.
 */
static void
read_dict(struct arena *a, const char *folder, const struct json *node, struct dict *out)
{
	bool all = str_eq(text_of(node, "match_policy"), STR("union"));

	/* characters that few fonts have; OpenCC leaves them out unless asked */
	if (str_eq(text_of(node, "may_output_tofu"), STR("true")))
		return;
	if (!str_eq(text_of(node, "type"), STR("group"))) {
		dict_read(a, folder, text_of(node, "file"), out);
		return;
	}
	if (!member(node, "dicts"))
		die("group without dicts", text_of(node, "type"));
	for (const struct json *v = member(node, "dicts")->child; v; v = v->next) {
		struct dict one = {0};
		int earlier = out->n;

		read_dict(a, folder, v, &one);
		for (int i = 0; i < one.n; i++) {
			const struct dict_entry *e = &one.entry[i];

			if (all || earlier == 0 || !shadowed(out, earlier, e->key))
				dict_put(a, out, *e);
		}
	}
}

void
config_read(struct arena *a, const char *folder, str name, struct config *out)
{
	str text = read_file(a, in_folder(a, folder, str_fmt(a, STR_FMT ".json", STR_ARG(name))));
	const struct json *root = json_read(a, &text), *v;

	*out = (struct config){0};
	v = member(root, "normalization");
	for (v = v ? v->child : NULL; v; v = v->next)
		read_dict(a, folder, member(v, "dict"), &out->norm);
	v = member(root, "segmentation");
	if (v)
		read_dict(a, folder, member(v, "dict"), &out->segment);
	out->segmented = v != NULL;
	v = member(root, "conversion_chain");
	for (v = v ? v->child : NULL; v; v = v->next) {
		if (out->nstage == CONFIG_STAGES)
			die("too many stages", name);
		read_dict(a, folder, member(v, "dict"), &out->stage[out->nstage++]);
	}
	if (out->nstage == 0 || (out->nstage > 1) != out->segmented)
		die("unexpected form of configuration", name);
}
