#include "emit/picture_kept.h"

#include <assert.h>

#include "base/digest.h"

enum { INK = 4 /* digits before the bytes: the % of ink found */ };

/* What came of one want: its bytes behind the ink that was found. */
struct kept {
	str key;
	int ink;
};

static void
out_digest(struct out *o, str bytes)
{
	char hex[DIGEST_HEX];

	digest_hex(bytes, hex);
	out_char(o, ' ');
	out_z(o, hex);
}

/* Each size is made of the one before, so a key names all wants up to its own. */
static void
make_keys(struct arena *a, str source, const struct picture_want *want, int n, struct kept *out)
{
	struct out o = {.mem = a};

	out_fmt(&o, "picture 1 %s", picture_maker());
	out_digest(&o, source);
	for (int i = 0; i < n; i++) {
		const struct picture_want *w = &want[i];

		out_fmt(&o, "; %dx%d%s format %d quality %d%s ink %d", w->width, w->height,
			w->cover ? " cover" : "", (int)w->format, w->quality,
			w->lossless ? " lossless" : "", (int)w->ink);
		if (w->ink == PICTURE_CMYK) {
			out_fmt(&o, " %d", w->press->ink);
			out_digest(&o, w->press->profile);
		}
		out[i].key = str_dup(a, out_text(&o));
	}
}

static bool
find(struct arena *a, const struct cache *cache, struct kept *k, str *out)
{
	str bytes;

	if (!cache_find(cache, a, k->key, &bytes) || bytes.n < INK)
		return false;
	k->ink = 0;
	if (!str_number(str_sub(bytes, 0, INK), &k->ink))
		return false;
	*out = str_from_at(bytes, INK);
	return true;
}

static bool
find_all(struct arena *a, const struct cache *cache, struct kept *k, int n, str *out)
{
	for (int i = 0; i < n; i++)
		if (!find(a, cache, &k[i], &out[i]))
			return false;
	return true;
}

static void
keep_all(struct arena *a, const struct cache *cache, const struct kept *k,
	 const struct picture_want *want, int n, const str *out)
{
	for (int i = 0; i < n; i++) {
		struct out o = {.mem = a};

		out_fmt(&o, "%0*d", INK, want[i].ink_found ? *want[i].ink_found : 0);
		out_str(&o, out[i]);
		cache_keep(cache, k[i].key, out_text(&o));
	}
}

static bool
make(struct arena *a, const struct picture_desk *desk, const struct picture *p, str source,
     const struct picture_want *want, int n, str *out)
{
	struct pos at = {.file = p->path};
	str why = {0};

	if (!darkroom_start(desk->room, a, &why)) {
		diag(desk->diag, D_PICTURE_PROGRAM, at, why);
		return false;
	}
	if (darkroom_make(desk->room, a, p, source, want, n, out, &why))
		return true;
	diag(desk->diag, D_PICTURE_DECODE, at, why);
	return false;
}

bool
picture_kept(struct arena *a, const struct picture_desk *desk, const struct picture *p,
	     const struct picture_want *want, int n, str *out)
{
	struct kept k[PICTURE_WANTS_MAX];
	str source;

	assert(n <= PICTURE_WANTS_MAX);
	if (p->format == PICTURE_SVG)
		source = p->svg;
	else if (!file_read(a, desk->diag, desk->root, p->path, FILE_PICTURE_MAX, &source))
		return false;
	if (!desk->cache || desk->cache->fd < 0)
		return make(a, desk, p, source, want, n, out);
	make_keys(a, source, want, n, k);
	if (!find_all(a, desk->cache, k, n, out)) {
		if (!make(a, desk, p, source, want, n, out))
			return false;
		keep_all(a, desk->cache, k, want, n, out);
		return true;
	}
	for (int i = 0; i < n; i++)
		if (want[i].ink_found)
			*want[i].ink_found = k[i].ink;
	return true;
}

str
picture_kept_profile(struct arena *a, const struct picture_desk *desk)
{
	str key = str_fmt(a, "profile 1 %s", picture_maker()), bytes;

	if (cache_find(desk->cache, a, key, &bytes))
		return bytes;
	bytes = darkroom_profile(desk->room, a);
	if (bytes.n > 0)
		cache_keep(desk->cache, key, bytes);
	return bytes;
}
