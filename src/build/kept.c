#include "build/kept.h"

#include "base/identity.h"
#include "compose/font.h"

/* ORDER: as it stands in an entry, after the files; at its end, where it begins. */
struct record {
	str state;
	struct asked of_root, of_layouts;
	int nfile;
	str sent, summary, text, used;
};

enum { PLACE = 4 }; /* bytes of a number */

static void
code_record(struct code *c, struct record *r)
{
	code_bytes(c, &r->state);
	asked_code(c, &r->of_root);
	asked_code(c, &r->of_layouts);
	code_int(c, &r->nfile);
	code_bytes(c, &r->sent);
	code_bytes(c, &r->summary);
	code_bytes(c, &r->text);
	code_bytes(c, &r->used);
}

/* All files of the site's layouts, which a worker reads once for all its issues. */
static void
ask_layouts(struct arena *a, const struct plan *p, struct asked *asked)
{
	struct root layouts = {p->layouts.fd, asked};
	struct file_entry *file;
	struct diag quiet;
	int n;
	str bytes;

	diag_init(&quiet, a);
	if (!file_list(a, &quiet, &layouts, STR("web"), &file, &n))
		return;
	for (int i = 0; i < n; i++)
		if (file[i].kind == FILE_REGULAR)
			file_read(a, &quiet, &layouts,
				  str_fmt(a, "web/" STR_FMT, STR_ARG(file[i].name)), FILE_TEXT_MAX,
				  &bytes);
}

str
kept_state(struct arena *a, const struct plan *p)
{
	struct out o = {.mem = a};
	struct code c = {.out = &o, .ok = true};
	struct asked paper = p->asked, layouts = {.mem = a};
	char hex[DIGEST_HEX];

	if (!identity_program(&o))
		return (str){0};
	darkroom_identity(&o);
	fonts_identity(&o, p->fonts);
	ask_layouts(a, p, &layouts);
	asked_settle(&paper);
	asked_settle(&layouts);
	asked_code(&c, &paper);
	asked_code(&c, &layouts);
	/* What pages name style sheets and scripts by tells what is in them. */
	for (int i = 0; i < p->assets.n; i++)
		out_fmt(&o, " " STR_FMT, STR_ARG(p->assets.v[i].path));
	if (paper.unsure || layouts.unsure)
		return (str){0};
	digest_hex(out_text(&o), hex);
	return str_dup(a, str_from(hex));
}

/* One entry for each issue and way to build, so that the next state takes the place of the last. */
static str
key_of(struct arena *a, const struct plan *p, int i)
{
	return str_fmt(a, "issue 1 " STR_FMT "%s%s", STR_ARG(p->job[i].name),
		       p->print ? " print" : "", p->site ? " site" : "");
}

static str
state_of(struct arena *a, const struct plan *p, int i)
{
	return str_fmt(a, STR_FMT "%s", STR_ARG(p->state),
		       plan_in_feed(p, i) ? " in the feed" : "");
}

static bool
read_record(struct arena *a, str entry, struct record *r)
{
	struct code end = {.in = str_from_at(entry, entry.n - PLACE), .ok = entry.n >= PLACE};
	struct code c = {.mem = a, .ok = true};
	int at = 0;

	code_int(&end, &at);
	c.in = str_sub(entry, at, entry.n - PLACE);
	if (end.ok)
		code_record(&c, r);
	return end.ok && c.ok && c.in.n == 0;
}

bool
kept_replay(const struct plan *p, int i, struct arena *a, struct diag *d, struct sender *s)
{
	struct record r = {0};
	struct summary sum;
	struct code from = {.mem = a, .ok = true};

	if (p->state.n == 0 || !cache_find(&p->cache, a, key_of(a, p, i), &from.in) ||
	    !read_record(a, from.in, &r) || !str_eq(r.state, state_of(a, p, i)) ||
	    !summary_read(a, r.summary, &sum) || !asked_same(a, &p->root, &r.of_root) ||
	    !asked_same(a, &p->layouts, &r.of_layouts))
		return false;
	files_again(files_new(a, d, p->staging), &from, r.nfile);
	cache_touch(&p->cache, r.used);
	send_again(s, r.sent);
	send_messages(s, d);
	if (r.text.n > 0)
		search_keep_text(p->spool, r.text, &sum);
	send_summary(s, &sum);
	return true;
}

void
kept_begin(struct kept *k, const struct plan *p, int i, struct arena *a, struct sender *s,
	   struct files *f)
{
	*k = (struct kept){.plan = p,
			   .mem = a,
			   .root = p->root,
			   .layouts = p->layouts,
			   .cache = p->cache,
			   .used = {.mem = a},
			   .of_root = {.mem = a},
			   .of_layouts = {.mem = a},
			   .sent = {.mem = a}};
	if (p->state.n == 0)
		return;
	k->key = key_of(a, p, i);
	k->state = state_of(a, p, i);
	k->open = cache_begin(&k->to, &p->cache, k->key);
	if (!k->open)
		return;
	k->cache.used = &k->used;
	k->root.asked = &k->of_root;
	k->layouts.asked = &k->of_layouts;
	s->copy = &k->sent;
	files_copy(f, &k->to);
}

static void
write_record(struct kept *k, const struct files *f, const struct summary *sum)
{
	struct out summary = {.mem = k->mem}, o = {.mem = k->mem};
	struct code c = {.out = &o, .ok = true};
	int at = (int)k->to.bytes;
	struct record r = {.state = k->state,
			   .of_root = k->of_root,
			   .of_layouts = k->of_layouts,
			   .nfile = files_count(f),
			   .sent = out_text(&k->sent),
			   .used = out_text(&k->used)};

	summary_write(&summary, sum);
	r.summary = out_text(&summary);
	if (sum->search_bytes > 0)
		r.text = search_kept(k->mem, k->plan->spool, sum);
	code_record(&c, &r);
	code_int(&c, &at);
	cache_add(&k->to, out_text(&o));
}

void
kept_end(struct kept *k, const struct diag *d, struct sender *s, const struct files *f,
	 const struct summary *sum)
{
	bool keep;

	if (!k->open)
		return;
	s->copy = NULL;
	asked_settle(&k->of_root);
	asked_settle(&k->of_layouts);
	keep = sum && d->worst < DIAG_ERROR && !k->of_root.unsure && !k->of_layouts.unsure;
	if (keep)
		write_record(k, f, sum);
	cache_end(&k->to, keep);
}
