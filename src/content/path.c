#include "content/path.h"

#include "base/front.h"
#include "base/icu.h"
#include "base/out.h"
#include "base/utf8.h"

static ptrdiff_t
last(str s, char c)
{
	for (ptrdiff_t i = s.n - 1; i >= 0; i--)
		if (s.p[i] == c)
			return i;
	return -1;
}

str
path_folder(str path)
{
	ptrdiff_t slash = last(path, '/');

	return str_sub(path, 0, slash < 0 ? 0 : slash);
}

str
path_name(str path)
{
	return str_from_at(path, last(path, '/') + 1);
}

str
path_extension(str name)
{
	ptrdiff_t dot = last(name, '.');

	return str_from_at(name, dot <= 0 ? name.n : dot + 1);
}

bool
path_has_extension(str name, str extension)
{
	str e = path_extension(name);

	return e.n > 0 && e.n == extension.n && strncasecmp(e.p, extension.p, (size_t)e.n) == 0;
}

str
path_join(struct arena *a, str folder, str name)
{
	if (folder.n == 0)
		return name;
	return str_fmt(a, STR_FMT "/" STR_FMT, STR_ARG(folder), STR_ARG(name));
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static str
percent_decode(struct arena *a, str url)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < url.n; i++) {
		if (url.p[i] == '%' && i + 2 < url.n && hex(url.p[i + 1]) >= 0 &&
		    hex(url.p[i + 2]) >= 0) {
			out_char(&o, (char)(hex(url.p[i + 1]) * 16 + hex(url.p[i + 2])));
			i += 2;
		} else {
			out_char(&o, url.p[i] == '\\' ? '/' : url.p[i]);
		}
	}
	return out_text(&o);
}

static bool
has_control(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F)
			return true;
	return false;
}

/* PATH with REST walked, name by name; false if ".." goes above its beginning and MAY_RISE is
 * not set. */
static bool
walk(struct arena *a, str path, str rest, bool may_rise, str *out)
{
	while (rest.n > 0) {
		str name = str_cut(&rest, STR("/"));

		if (name.n == 0 || str_eq(name, STR(".")))
			continue;
		if (!str_eq(name, STR("..")) || (may_rise && path.n == 0) ||
		    (may_rise && str_eq(path_name(path), STR(".."))))
			path = path_join(a, path, name);
		else if (path.n == 0)
			return false;
		else
			path = path_folder(path);
	}
	*out = path;
	return true;
}

bool
path_clean(struct arena *a, str url, str *out)
{
	str s = percent_decode(a, str_trim(url));

	if (s.n == 0 || s.p[0] == '/' || (s.n > 1 && s.p[1] == ':'))
		return false;
	if (utf8_bad(s) >= 0 || has_control(s))
		return false;
	return walk(a, (str){0}, icu_nfc(a, s), true, out) && out->n > 0;
}

bool
path_resolve(struct arena *a, str folder, str relative, str *out)
{
	str path;

	if (!walk(a, folder, relative, false, &path) || !str_starts(path, STR("content/")))
		return false;
	*out = path;
	return true;
}

/* The names in the folder of PATH; none, and no message, if it cannot be listed. */
static struct strs
neighbours(struct arena *a, const struct root *r, str path)
{
	struct file_entry *e = NULL;
	struct strs names = {0};
	struct diag quiet;
	int n = 0;

	diag_init(&quiet, a);
	if (!file_list(a, &quiet, r, path_folder(path), &e, &n))
		return names;
	names.v = NEW(a, str, (size_t)n + 1);
	for (int i = 0; i < n; i++)
		if (e[i].kind == FILE_REGULAR)
			names.v[names.n++] = e[i].name;
	return names;
}

bool
path_find(struct arena *a, const struct root *r, str path, str *out)
{
	enum file_kind kind;
	struct strs names;

	if (file_kind(r, path, &kind)) {
		*out = path;
		return kind != FILE_FOLDER; /* a link or device is reported by who reads it */
	}
	names = neighbours(a, r, path);
	for (int i = 0; i < names.n; i++) {
		if (str_eq(icu_nfc(a, names.v[i]), icu_nfc(a, path_name(path)))) {
			*out = path_join(a, path_folder(path), names.v[i]);
			return true;
		}
	}
	return false;
}

str
path_nearest(struct arena *a, const struct root *r, str path)
{
	struct strs names = neighbours(a, r, path);
	str folded = icu_fold(a, path_name(path));

	for (int i = 0; i < names.n; i++)
		if (str_eq(icu_fold(a, names.v[i]), folded))
			return names.v[i];
	return front_nearest(a, path_name(path), &names);
}
