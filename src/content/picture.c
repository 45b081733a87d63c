#include "content/picture.h"

#include "base/sum.h"
#include "content/path.h"
#include "content/picture_header.h"
#include "markup/svg.h"

/* ORDER picture_format */
static const struct {
	str name, extension[3];
} formats[] = {
    {STR_INIT("JPEG"), {STR_INIT("jpg"), STR_INIT("jpeg"), STR_INIT("jpe")}},
    {STR_INIT("PNG"), {STR_INIT("png")}},
    {STR_INIT("WebP"), {STR_INIT("webp")}},
    {STR_INIT("GIF"), {STR_INIT("gif")}},
    {STR_INIT("SVG"), {STR_INIT("svg")}},
};

bool
picture_extension(str name)
{
	for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++)
		for (int i = 0; i < 3; i++)
			if (path_has_extension(name, formats[f].extension[i]))
				return true;
	return false;
}

static void
report_missing(struct diag *d, const struct root *r, str path, struct pos at)
{
	struct arena scratch = {0};
	str nearest = path_nearest(&scratch, r, path);

	if (nearest.n)
		diag(d, D_PICTURE_MISSING_NEAR, at, path, nearest);
	else
		diag(d, D_PICTURE_MISSING, at, path);
	arena_free(&scratch);
}

static void
check_extension(struct diag *d, str path, enum picture_format format)
{
	bool fits = false;

	for (int i = 0; i < 3; i++)
		fits |= path_has_extension(path, formats[format].extension[i]);
	if (!fits)
		diag(d, D_PICTURE_EXTENSION, ((struct pos){.file = path}), formats[format].name,
		     formats[format].extension[0]);
}

static bool
check_size(struct diag *d, str path, const struct picture_header *h)
{
	struct pos at = {.file = path};
	str width = diag_int(d, (long)h->width), height = diag_int(d, (long)h->height);

	if (h->width == 0 || h->height == 0) {
		diag(d, D_PICTURE_EMPTY, at, width, height);
		return false;
	}
	if (h->width > PICTURE_SIDE_MAX || h->height > PICTURE_SIDE_MAX ||
	    (uint64_t)h->width * h->height > PICTURE_PIXELS_MAX) {
		diag(d, D_PICTURE_LARGE, at, width, height, diag_int(d, PICTURE_SIDE_MAX),
		     diag_int(d, PICTURE_PIXELS_MAX / 10000));
		return false;
	}
	return true;
}

static bool
check_header(struct diag *d, str path, str bytes, struct picture_header *h)
{
	struct pos at = {.file = path};

	switch (picture_header(bytes, h)) {
	case PICTURE_UNKNOWN:
		diag(d, D_PICTURE_FORMAT, at);
		return false;
	case PICTURE_CUT:
		diag(d, D_PICTURE_CUT, at, formats[h->format].name);
		return false;
	case PICTURE_BROKEN:
		diag(d, D_PICTURE_BROKEN, at, formats[h->format].name);
		return false;
	case PICTURE_GOOD:
		break;
	}
	if (h->location)
		diag(d, D_PICTURE_LOCATION, at);
	check_extension(d, path, h->format);
	return check_size(d, path, h);
}

/* Photographs take 8 bits a pixel and more without loss, what is drawn one or two. */
static bool
is_drawing(const struct picture_header *h, size_t bytes)
{
	enum { SMALL = 16 << 10, BITS = 4 };

	return h->lossless &&
	       (bytes <= SMALL || (uint64_t)bytes * 8 <= (uint64_t)h->width * h->height * BITS);
}

static const struct picture *
pixels(struct arena *a, struct diag *d, str path, str bytes)
{
	struct picture_header h;
	struct picture *p;

	if (!check_header(d, path, bytes, &h))
		return NULL;
	p = NEW(a, struct picture, 1);
	*p = (struct picture){.path = str_dup(a, path),
			      .format = h.format,
			      .width = (int)h.width,
			      .height = (int)h.height,
			      .bytes = (size_t)bytes.n,
			      .sum = sum_add(0, bytes),
			      .drawing = is_drawing(&h, (size_t)bytes.n)};
	return p;
}

static const struct picture *
drawing(struct arena *a, struct diag *d, str path, str bytes)
{
	struct arena scratch = {0};
	const struct source *source;
	struct picture *p = NULL;
	struct svg svg;

	check_extension(d, path, PICTURE_SVG);
	if (bytes.n > SVG_BYTES_MAX) {
		diag(d, D_FILE_LARGE, ((struct pos){.file = path}),
		     diag_int(d, (long)(bytes.n / 1024)), diag_int(d, SVG_BYTES_MAX / 1024));
		return NULL;
	}
	source = source_new(a, d, path, str_dup(a, bytes)); /* D quotes its lines */
	if (source && svg_clean(&scratch, d, path, source->text, &svg)) {
		p = NEW(a, struct picture, 1);
		*p = (struct picture){.path = str_dup(a, path),
				      .format = PICTURE_SVG,
				      .width = svg.width,
				      .height = svg.height,
				      .bytes = (size_t)bytes.n,
				      .sum = sum_add(0, svg.text),
				      .svg = str_dup(a, svg.text)};
		if (svg.words)
			diag(d, D_SVG_WORDS, ((struct pos){.file = path}));
	}
	arena_free(&scratch);
	return p;
}

const struct picture *
picture_read(struct arena *a, struct diag *d, const struct root *r, str path, struct pos at)
{
	struct arena scratch = {0};
	const struct picture *p = NULL;
	str found, bytes;

	if (!path_find(a, r, path, &found)) {
		report_missing(d, r, path, at);
		return NULL;
	}
	if (file_read(&scratch, d, r, found, FILE_PICTURE_MAX, &bytes))
		p = svg_begins(bytes) ? drawing(a, d, found, bytes) : pixels(a, d, found, bytes);
	arena_free(&scratch);
	return p;
}
