#include "build/links.h"

#include "base/sum.h"

/* Never 0, and two numbers of a record. */
static uint64_t
sum_of(str s)
{
	uint64_t sum = sum_add(0, s) >> 2;

	return sum ? sum : 1;
}

/* Numbers that are found by a sum. */
struct table {
	struct slot {
		uint64_t sum; /* 0: nothing lies here */
		int n;
	} * slot;
	size_t mask;
};

static struct table
table_new(struct arena *a, int most)
{
	size_t room = 16;

	while (room < 2 * (size_t)most)
		room *= 2;
	return (struct table){NEW(a, struct slot, room), room - 1};
}

/* The slot of SUM, or the empty one for it. */
static struct slot *
slot_of(const struct table *t, uint64_t sum)
{
	size_t i = sum & t->mask;

	while (t->slot[i].sum && t->slot[i].sum != sum)
		i = (i + 1) & t->mask;
	return &t->slot[i];
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* %41 is A. An escape that is none stays as it is. */
static str
decode(struct arena *a, str s)
{
	struct out o = {.mem = a};

	if (!memchr(s.p ? s.p : "", '%', (size_t)s.n))
		return s;
	for (ptrdiff_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
			out_char(&o, (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])));
			i += 2;
		} else {
			out_char(&o, s.p[i]);
		}
	}
	return out_text(&o);
}

/* *PATH without its last name, "" above "a"; false if there is nothing above. */
static bool
go_up(struct out *path)
{
	const char *slash;

	if (path->n == 0)
		return false;
	slash = memrchr(path->p, '/', path->n);
	path->n = slash ? (size_t)(slash - path->p) : 0;
	return true;
}

/* The next name of *PATH, which moves on behind its slash. Names are short: a call takes longer. */
static str
next_name(str *path)
{
	ptrdiff_t n = 0;
	str name;

	while (n < path->n && path->p[n] != '/')
		n++;
	name = str_sub(*path, 0, n);
	*path = str_from_at(*path, n < path->n ? n + 1 : n);
	return name;
}

static bool
is_here(str name)
{
	return name.n == 0 || (name.n == 1 && name.p[0] == '.');
}

static bool
is_above(str name)
{
	return name.n == 2 && name.p[0] == '.' && name.p[1] == '.';
}

static void
add_name(struct out *path, str name)
{
	if (path->n > 0)
		out_char(path, '/');
	out_str(path, name);
}

/*
 * TO becomes the path that PATH, as written in file FROM, leads to; a folder stands for its
 * index.html. What begins with ROOT leads below the site. False if it leads above what is
 * published.
 */
static bool
resolve(str root, str from, str path, struct out *to)
{
	bool slash = str_ends(path, STR("/")), dots = false;

	to->n = 0;
	if (str_eat(&path, root)) {
		out_str(to, STR("site"));
	} else if (str_starts(path, STR("/"))) {
		return false;
	} else {
		out_str(to, from);
		if (path.n > 0)
			go_up(to);
	}
	while (path.n > 0) {
		str name = next_name(&path);

		dots = is_here(name) || is_above(name);
		if (is_above(name) && !go_up(to))
			return false;
		if (!dots)
			add_name(to, name);
	}
	if (slash || dots)
		add_name(to, STR("index.html"));
	return true;
}

static bool
has_id(const struct files_entry *e, str id)
{
	return str_among(e->seen.ids.v, e->seen.ids.n, id);
}

/* -- in a worker ----------------------------------------------------------------- */

enum { REMEMBERED = 256 };

struct finder {
	struct arena *mem;
	str root;
	const struct files *files;
	struct table file;	 /* of the worker, by the sums of their paths */
	struct table to;	 /* in OUT */
	struct links_file *from; /* whose links are looked at */
	str above; /* from where "../" leads in FROM; the same bytes as of the file before it */
	struct out path; /* that a link leads to */
	struct links out;
	struct found_place {
		int to, file, line;
	} * place;
	int nplace;
	/* What pages share leads to the same place from all that lie beside each other. */
	struct remembered {
		str target;
		const char *from; /* ABOVE, or the path of a file */
		int to;		  /* in OUT, or HERE */
	} last[REMEMBERED];
};

enum { HERE = -1 /* a file of the worker's is what is led to */ };

/* What of it a file of the worker's does not hold; false: one does. */
static bool
leads_out(struct finder *f, str target, struct links_to *to)
{
	str id = target, path = str_cut(&id, STR("#"));
	const struct slot *known;

	*to = (struct links_to){.target = target};
	if (!resolve(f->root, f->from->path, decode(f->mem, str_cut(&path, STR("?"))), &f->path))
		return true;
	to->path = sum_of(out_text(&f->path));
	/* RFC 8118: what stands behind the # of a PDF is a page, not an id. */
	if (id.n > 0 && !str_ends(out_text(&f->path), STR(".pdf"))) {
		id = decode(f->mem, id);
		to->id = sum_of(id);
	}
	known = slot_of(&f->file, to->path);
	return !known->sum || (to->id && !has_id(files_at(f->files, known->n), id));
}

/* "2024-07-17/" of "2024-07-17/kangjian/index.html", from where "../" leads; else all of PATH. */
static str
above(str path)
{
	int slashes = 0;

	for (ptrdiff_t i = path.n; i > 0; i--)
		if (path.p[i - 1] == '/' && ++slashes == 2)
			return str_sub(path, 0, i);
	return path;
}

/* What TARGET, of that SUM, leads to: in OUT, or HERE. */
static int
find(struct finder *f, str target, uint64_t sum)
{
	struct links_to to;
	struct slot *s;

	if (!leads_out(f, target, &to))
		return HERE;
	sum ^= to.path ^ to.id << 1;
	s = slot_of(&f->to, sum);
	if (!s->sum) {
		*s = (struct slot){sum, f->out.nto};
		f->out.to[f->out.nto++] = to;
	}
	return s->n;
}

static bool
begins_above(str target)
{
	return target.n >= 3 && memcmp(target.p, "../", 3) == 0;
}

/* Of links in pieces that are known (markup/known.h) even the bytes are the same. */
static bool
same_target(str a, str b)
{
	return a.n == b.n && (a.p == b.p || str_eq(a, b));
}

static void
look_at(struct finder *f, const struct verify_link *link)
{
	str target = link->target;
	const char *from = begins_above(target) ? f->above.p : f->from->path.p;
	struct remembered *last = &f->last[link->sum % REMEMBERED];

	if (last->from != from || !same_target(last->target, target))
		*last = (struct remembered){target, from, find(f, target, link->sum)};
	if (last->to == HERE)
		return;
	f->out.to[last->to].nfrom++;
	f->place[f->nplace++] = (struct found_place){last->to, (int)(f->from - f->out.file),
						     link->line};
}

static void
look_at_file(struct finder *f, int i)
{
	const struct verify_result *seen = &files_at(f->files, i)->seen;
	str folder;

	f->from = &f->out.file[i];
	folder = above(f->from->path);
	if (!str_eq(folder, f->above))
		f->above = folder;
	for (int k = 0; k < seen->nlink; k++)
		look_at(f, &seen->link[k]);
}

/* The places of each target beside each other. */
static void
share_out(struct finder *f)
{
	int *file = NEW(f->mem, int, (size_t)f->nplace * 2 + 1), *line = file + f->nplace;

	for (int i = 0; i < f->out.nto; i++) {
		struct links_to *to = &f->out.to[i];

		to->file = file;
		to->line = line;
		file += to->nfrom;
		line += to->nfrom;
		to->nfrom = 0;
	}
	for (int i = 0; i < f->nplace; i++) {
		struct links_to *to = &f->out.to[f->place[i].to];

		to->file[to->nfrom] = f->place[i].file;
		to->line[to->nfrom++] = f->place[i].line;
	}
}

static void
name_file(struct finder *f, const struct files_entry *e)
{
	const struct strs *ids = &e->seen.ids;
	struct links_file *file = &f->out.file[f->out.nfile];

	*slot_of(&f->file, sum_of(e->path)) = (struct slot){sum_of(e->path), f->out.nfile++};
	*file = (struct links_file){e->path, NEW(f->mem, uint64_t, (size_t)ids->n), ids->n};
	for (int i = 0; i < ids->n; i++)
		file->id[i] = sum_of(ids->v[i]);
}

struct links
links_find(struct arena *a, str root, const struct files *files)
{
	int n = files_count(files), most = 0;
	struct finder f = {.mem = a, .root = decode(a, root), .files = files, .path = {.mem = a}};

	for (int i = 0; i < n; i++)
		most += files_at(files, i)->seen.nlink;
	f.file = table_new(a, n);
	f.to = table_new(a, most);
	f.out.file = NEW(a, struct links_file, (size_t)n + 1);
	f.out.to = NEW_ROUGH(a, struct links_to, (size_t)most + 1);
	f.place = NEW_ROUGH(a, struct found_place, (size_t)most + 1);
	for (int i = 0; i < n; i++)
		name_file(&f, files_at(files, i));
	for (int i = 0; i < n; i++)
		look_at_file(&f, i);
	share_out(&f);
	return f.out;
}

/* -- between them ---------------------------------------------------------------- */

static void
code_sum(struct code *c, uint64_t *sum)
{
	int high = (int)(*sum >> 31), low = (int)(*sum & INT32_MAX);

	code_int(c, &high);
	code_int(c, &low);
	*sum = (uint64_t)high << 31 | (uint64_t)low;
}

/* Addresses of a style sheet may be any bytes. */
static void
code_text(struct code *c, str *s)
{
	code_bytes(c, s);
	if (!c->out)
		*s = str_dup(c->mem, *s);
}

static void
code_file(struct code *c, struct links_file *f)
{
	code_text(c, &f->path);
	f->id = code_list(c, f->id, &f->nid, sizeof *f->id, 8);
	for (int i = 0; i < f->nid; i++)
		code_sum(c, &f->id[i]);
	if (!c->out && !files_path_ok(f->path))
		c->ok = false;
}

static void
code_to(struct code *c, struct links_to *to, int nfile)
{
	code_text(c, &to->target);
	code_sum(c, &to->path);
	code_sum(c, &to->id);
	to->file = code_list(c, to->file, &to->nfrom, sizeof *to->file, 8);
	if (!c->out)
		to->line = NEW(c->mem, int, (size_t)to->nfrom);
	code_ints(c, to->file, to->nfrom);
	code_ints(c, to->line, to->nfrom);
	for (int i = 0; i < to->nfrom; i++)
		c->ok = c->ok && to->file[i] < nfile;
}

void
links_code(struct code *c, struct links *l)
{
	l->file = code_list(c, l->file, &l->nfile, sizeof *l->file, 8);
	for (int i = 0; i < l->nfile; i++)
		code_file(c, &l->file[i]);
	l->to = code_list(c, l->to, &l->nto, sizeof *l->to, 24);
	for (int i = 0; i < l->nto; i++)
		code_to(c, &l->to[i], l->nfile);
	if (!c->ok)
		*l = (struct links){0};
}

/* -- in the parent --------------------------------------------------------------- */

struct checker {
	struct diag *diag;
	const struct links_file **file;
	int nfile;
	struct table table; /* of FILE */
};

static void
add_files(struct checker *k, const struct links *l)
{
	for (int i = 0; i < l->nfile; i++) {
		const struct links_file *f = &l->file[i];
		struct slot *s = slot_of(&k->table, sum_of(f->path));

		if (s->sum)
			diag(k->diag, D_OUT_TWICE, ((struct pos){f->path, 0, 0, 0}));
		else
			*s = (struct slot){sum_of(f->path), k->nfile};
		k->file[k->nfile++] = f;
	}
}

static bool
leads_somewhere(const struct checker *k, const struct links_to *to)
{
	const struct slot *s = slot_of(&k->table, to->path);
	const struct links_file *f = s->sum ? k->file[s->n] : NULL;

	if (!to->path || !f)
		return false;
	for (int i = 0; to->id && i < f->nid; i++)
		if (f->id[i] == to->id)
			return true;
	return !to->id;
}

static void
check_job(const struct checker *k, const struct links *l)
{
	for (int i = 0; i < l->nto; i++) {
		const struct links_to *to = &l->to[i];

		for (int n = 0; !leads_somewhere(k, to) && n < to->nfrom; n++)
			diag(k->diag, D_LINK_BROKEN,
			     ((struct pos){l->file[to->file[n]].path, to->line[n], 0, 0}),
			     to->target);
	}
}

void
links_check(struct arena *a, struct diag *d, const struct links *const *job, int n)
{
	struct checker k = {.diag = d};
	int nfile = 0;

	for (int i = 0; i < n; i++)
		nfile += job[i]->nfile;
	k.file = NEW(a, const struct links_file *, (size_t)nfile + 1);
	k.table = table_new(a, nfile);
	for (int i = 0; i < n; i++)
		add_files(&k, job[i]);
	for (int i = 0; i < n; i++)
		check_job(&k, job[i]);
}
