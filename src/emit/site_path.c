#include "emit/site.h"

#include "base/utf8.h"

str
site_folder(struct arena *a, const struct paper *p, enum script script)
{
	if (script == p->edition[0])
		return STR("");
	return str_fmt(a, STR_FMT "/", STR_ARG(script_name(script)));
}

/* Bytes of A and B that are the same, up to and with a "/". */
static ptrdiff_t
common_folders(str a, str b)
{
	ptrdiff_t n = 0;

	for (ptrdiff_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
		if (a.p[i] == '/')
			n = i + 1;
	return n;
}

static char *
put(char *p, str s)
{
	if (s.n > 0)
		memcpy(p, s.p, (size_t)s.n);
	return p + s.n;
}

str
site_way(struct arena *a, str from, str to)
{
	static const str up = STR_INIT("../"), index = STR_INIT("index.html");
	const char *mark = to.n > 0 ? memchr(to.p, '#', (size_t)to.n) : NULL;
	str path = str_sub(to, 0, mark ? mark - to.p : to.n), file = {0};
	ptrdiff_t same = common_folders(from, path), ups = 0;
	char *way, *p;

	for (ptrdiff_t i = same; i < from.n; i++)
		ups += from.p[i] == '/';
	if (path.n == 0 || str_ends(path, STR("/")))
		file = index;
	way = p = arena_bytes(a, (size_t)(ups * up.n + to.n - same + file.n));
	for (; ups > 0; ups--)
		p = put(p, up);
	p = put(p, str_from_at(path, same));
	p = put(p, file);
	p = put(p, str_from_at(to, path.n));
	return (str){way, p - way};
}

/* RFC 3986, 2.1: not what is beyond ASCII, nor the few ASCII marks that no address holds. */
static bool
stands_in_address(unsigned char c)
{
	static const uint64_t ascii[2] = {0xAFFFFFDA00000000u, 0x47FFFFFEAFFFFFFFu};

	return c < 0x80 && (ascii[c >> 6] >> (c & 63) & 1);
}

str
site_percent(struct arena *a, str path)
{
	static const char hex[] = "0123456789ABCDEF";
	struct out o = {.mem = a};
	ptrdiff_t i = 0;

	while (i < path.n && stands_in_address((unsigned char)path.p[i]))
		i++;
	if (i == path.n)
		return path;
	out_str(&o, str_sub(path, 0, i));
	for (; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (stands_in_address(c))
			out_char(&o, (char)c);
		else
			out_str(&o, (str){(const char[]){'%', hex[c >> 4], hex[c & 15]}, 3});
	}
	return out_text(&o);
}

str
site_address(struct arena *a, const struct paper *p, enum script script, str path)
{
	if (p->url.n == 0)
		return (str){0};
	return str_fmt(a, STR_FMT STR_FMT STR_FMT, STR_ARG(p->url),
		       STR_ARG(site_folder(a, p, script)), STR_ARG(site_percent(a, path)));
}

str
site_lead(struct site *s, str path)
{
	str address = site_address(s->mem, s->e->paper, s->e->edition, path);

	return address.n > 0 ? address : site_way(s->mem, s->here, path);
}

str
site_midnight(struct arena *a, struct date date)
{
	return str_fmt(a, STR_FMT "T00:00:00+08:00", STR_ARG(date_iso(a, date)));
}

/* The way from the page being made to PATH below the root of the site. */
static str
way_below_root(struct site *s, struct arena *a, str path)
{
	const struct paper *p = s->e->paper;

	if (s->anywhere)
		return str_fmt(a, STR_FMT STR_FMT, STR_ARG(paper_root(p)),
			       STR_ARG(site_way(a, STR(""), path)));
	return site_way(a,
			str_fmt(a, STR_FMT STR_FMT, STR_ARG(site_folder(a, p, s->e->edition)),
				STR_ARG(s->here)),
			path);
}

str
site_link(struct site *s, struct arena *a, enum script script, str path)
{
	str folder = site_folder(a, s->e->paper, script);

	if (script == s->e->edition && !s->anywhere)
		return site_way(a, s->here, path);
	return way_below_root(s, a, str_fmt(a, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(path)));
}

str
site_asset(struct site *s, str path)
{
	const struct site_asset *asset = site_assets_find(s->e->assets, path);

	return way_below_root(s, s->mem, asset ? asset->path : path);
}

str
site_topic(struct arena *a, enum site_topic kind, str name)
{
	/* ORDER site_topic */
	static const str folders[] = {STR_INIT("sections"), STR_INIT("tags"), STR_INIT("authors")};
	enum { NAME_MAX_BYTES = 120 };
	struct out o = {.mem = a};
	str folded = icu_fold(a, name);

	for (ptrdiff_t i = 0; i < folded.n && o.n < NAME_MAX_BYTES;) {
		ptrdiff_t from = i;
		uint32_t cp = utf8_next(folded, &i);

		if (icu_letter_or_digit(cp))
			out_str(&o, str_sub(folded, from, i));
		else if (o.n > 0 && o.p[o.n - 1] != '-')
			out_char(&o, '-');
	}
	while (o.n > 0 && o.p[o.n - 1] == '-')
		o.n--;
	return str_fmt(a, STR_FMT "/" STR_FMT "/", STR_ARG(folders[kind]),
		       STR_ARG(o.n > 0 ? out_text(&o) : STR("-")));
}

str
site_pdf(struct arena *a, struct date date, enum script script)
{
	str day = date_iso(a, date);

	return str_fmt(a, STR_FMT "/" STR_FMT "-" STR_FMT ".pdf", STR_ARG(day), STR_ARG(day),
		       STR_ARG(script_name(script)));
}

struct summary_edition *
site_part(const struct summary *sum, enum script script)
{
	for (int i = 0; i < sum->nedition; i++)
		if (sum->edition[i].edition == script)
			return &sum->edition[i];
	return NULL;
}
