#include "content/picture_header.h"

/* A window on the bytes; reads outside give 0 and set short_. */
struct bytes {
	const unsigned char *p;
	size_t n;
	bool short_; /* something was asked for that is not there */
};

static uint32_t
big(struct bytes *b, size_t at, int width)
{
	uint32_t v = 0;

	if (at > b->n || (size_t)width > b->n - at) {
		b->short_ = true;
		return 0;
	}
	for (int i = 0; i < width; i++)
		v = v << 8 | b->p[at + (size_t)i];
	return v;
}

static uint32_t
little(struct bytes *b, size_t at, int width)
{
	uint32_t v = 0;

	if (at > b->n || (size_t)width > b->n - at) {
		b->short_ = true;
		return 0;
	}
	for (int i = width - 1; i >= 0; i--)
		v = v << 8 | b->p[at + (size_t)i];
	return v;
}

static bool
has(const struct bytes *b, size_t at, const char *magic, size_t n)
{
	return at <= b->n && n <= b->n - at && memcmp(b->p + at, magic, n) == 0;
}

static struct bytes
part(const struct bytes *b, size_t at, size_t n)
{
	return (struct bytes){b->p + at, n, false};
}

/* EXIF 2.32, section 4.6: a TIFF file inside the picture. */
enum {
	TAG_ORIENTATION = 0x0112,
	TAG_GPS = 0x8825,
	GPS_LATITUDE = 2,
	GPS_LONGITUDE = 4,
	IFD_ENTRIES_MAX = 1000
};

struct exif {
	struct bytes b;
	uint32_t (*number)(struct bytes *b, size_t at, int width);
	int orientation;
	size_t gps; /* offset of the GPS directory; 0: none */
	bool location;
};

static void
exif_entry(struct exif *e, size_t at, bool gps)
{
	uint32_t tag = e->number(&e->b, at, 2);

	if (gps && (tag == GPS_LATITUDE || tag == GPS_LONGITUDE))
		e->location = true;
	else if (!gps && tag == TAG_ORIENTATION)
		e->orientation = (int)e->number(&e->b, at + 8, 2);
	else if (!gps && tag == TAG_GPS)
		e->gps = e->number(&e->b, at + 8, 4);
}

static void
exif_directory(struct exif *e, size_t at, bool gps)
{
	uint32_t n = e->number(&e->b, at, 2);

	for (uint32_t i = 0; i < n && n <= IFD_ENTRIES_MAX && !e->b.short_; i++)
		exif_entry(e, at + 2 + 12 * (size_t)i, gps);
}

/* A damaged EXIF block is no fault of the picture: what can be read of it counts. */
static void
read_exif(struct bytes tiff, struct picture_header *out)
{
	struct exif e = {.b = tiff};

	if (has(&tiff, 0, "II*\0", 4))
		e.number = little;
	else if (has(&tiff, 0, "MM\0*", 4))
		e.number = big;
	else
		return;
	exif_directory(&e, e.number(&e.b, 4, 4), false);
	if (e.gps > 0)
		exif_directory(&e, e.gps, true);
	out->location |= e.location;
	if (e.orientation >= 5 && e.orientation <= 8) {
		uint32_t width = out->width;

		out->width = out->height;
		out->height = width;
	}
}

/* ITU-T T.81, annex B. */
enum {
	JPEG_TEM = 0x01,
	JPEG_SOF0 = 0xC0,
	JPEG_DHT = 0xC4,
	JPEG_JPG = 0xC8,
	JPEG_DAC = 0xCC,
	JPEG_RST0 = 0xD0,
	JPEG_RST7 = 0xD7,
	JPEG_SOI = 0xD8,
	JPEG_EOI = 0xD9,
	JPEG_SOS = 0xDA,
	JPEG_APP1 = 0xE1
};

struct jpeg {
	struct bytes exif;
	bool frame, scan;
};

static bool
is_frame(uint32_t marker)
{
	return marker >= JPEG_SOF0 && marker <= JPEG_SOF0 + 15 && marker != JPEG_DHT &&
	       marker != JPEG_JPG && marker != JPEG_DAC;
}

/* The segment of MARKER, whose length field stands at AT. */
static enum picture_fault
jpeg_segment(struct bytes *b, uint32_t marker, size_t at, size_t len, struct jpeg *j,
	     struct picture_header *out)
{
	if (is_frame(marker)) {
		if (j->frame || len < 8)
			return PICTURE_BROKEN;
		out->height = big(b, at + 3, 2);
		out->width = big(b, at + 5, 2);
		j->frame = true;
	} else if (marker == JPEG_SOS) {
		if (!j->frame)
			return PICTURE_BROKEN;
		j->scan = true;
	} else if (marker == JPEG_APP1 && has(b, at + 2, "Exif\0\0", 6) && !j->exif.p && len >= 8) {
		j->exif = part(b, at + 8, len - 8);
	}
	return PICTURE_GOOD;
}

/* From AT over coded data to the next marker that is neither a stuffed zero nor a restart. */
static size_t
jpeg_next_marker(const struct bytes *b, size_t at)
{
	while (at + 1 < b->n) {
		const unsigned char *ff = memchr(b->p + at, 0xFF, b->n - 1 - at);

		if (!ff)
			return b->n;
		at = (size_t)(ff - b->p);
		if (ff[1] != 0 && ff[1] != 0xFF && !(ff[1] >= JPEG_RST0 && ff[1] <= JPEG_RST7))
			return at;
		at++;
	}
	return b->n;
}

static enum picture_fault
read_jpeg(struct bytes *b, struct picture_header *out)
{
	struct jpeg j = {0};
	size_t at = 2;

	for (;;) {
		uint32_t marker, len;
		enum picture_fault f;

		if (j.scan)
			at = jpeg_next_marker(b, at);
		if (at + 2 > b->n)
			return PICTURE_CUT;
		if (b->p[at] != 0xFF)
			return PICTURE_BROKEN;
		marker = b->p[at + 1];
		at += marker == 0xFF ? 1 : 2;
		if (marker == JPEG_EOI)
			break;
		if (marker == 0xFF || marker == JPEG_TEM)
			continue;
		if (marker == 0 || (marker >= JPEG_RST0 && marker <= JPEG_SOI))
			return PICTURE_BROKEN;
		len = big(b, at, 2);
		if (b->short_ || len > b->n - at)
			return PICTURE_CUT;
		f = len < 2 ? PICTURE_BROKEN : jpeg_segment(b, marker, at, len, &j, out);
		if (f != PICTURE_GOOD)
			return f;
		at += len;
	}
	if (!j.scan)
		return PICTURE_BROKEN;
	if (j.exif.p)
		read_exif(j.exif, out);
	return PICTURE_GOOD;
}

/* CRC-32 of ISO 3309, as PNG (section 5.5) uses it; only headers are checked, so bit by bit. */
static uint32_t
crc32_of(const unsigned char *p, size_t n)
{
	uint32_t crc = 0xFFFFFFFFu;

	for (size_t i = 0; i < n; i++) {
		crc ^= p[i];
		for (int k = 0; k < 8; k++)
			crc = (crc & 1) ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
	}
	return ~crc;
}

enum { PNG_IHDR_BYTES = 13, PNG_CHUNK_FRAME = 12 /* length, type, CRC */ };

static enum picture_fault
read_png(struct bytes *b, struct picture_header *out)
{
	struct bytes exif = {0};
	bool data = false;
	size_t at = 8;

	if (b->n < at + PNG_CHUNK_FRAME + PNG_IHDR_BYTES)
		return PICTURE_CUT;
	if (!has(b, at, "\0\0\0\x0DIHDR", 8) ||
	    crc32_of(b->p + at + 4, 4 + PNG_IHDR_BYTES) != big(b, at + 8 + PNG_IHDR_BYTES, 4))
		return PICTURE_BROKEN;
	out->width = big(b, at + 8, 4);
	out->height = big(b, at + 12, 4);
	while (!has(b, at + 4, "IEND", 4)) {
		size_t len = big(b, at, 4);

		if (b->short_ || b->n - at < PNG_CHUNK_FRAME || len > b->n - at - PNG_CHUNK_FRAME)
			return PICTURE_CUT;
		data |= has(b, at + 4, "IDAT", 4);
		if (has(b, at + 4, "eXIf", 4))
			exif = part(b, at + 8, len);
		at += len + PNG_CHUNK_FRAME;
	}
	if (b->n - at < PNG_CHUNK_FRAME)
		return PICTURE_CUT;
	if (exif.p)
		read_exif(exif, out);
	return data ? PICTURE_GOOD : PICTURE_BROKEN;
}

/* RFC 9649: the frame header of VP8 (RFC 6386, 9.1), VP8L, or the canvas of VP8X. */
static bool
webp_size(struct bytes *b, size_t at, struct picture_header *out)
{
	uint32_t bits;

	if (has(b, at, "VP8 ", 4)) {
		out->width = little(b, at + 14, 2) & 0x3FFF;
		out->height = little(b, at + 16, 2) & 0x3FFF;
		return has(b, at + 11, "\x9D\x01\x2A", 3);
	}
	if (has(b, at, "VP8L", 4)) {
		bits = little(b, at + 9, 4);
		out->width = (bits & 0x3FFF) + 1;
		out->height = (bits >> 14 & 0x3FFF) + 1;
		return has(b, at + 8, "\x2F", 1);
	}
	out->width = little(b, at + 12, 3) + 1;
	out->height = little(b, at + 15, 3) + 1;
	return has(b, at, "VP8X", 4);
}

static enum picture_fault
read_webp(struct bytes *b, struct picture_header *out)
{
	struct bytes exif = {0};
	size_t at = 12, end = (size_t)little(b, 4, 4) + 8;
	bool data = false;

	if (end > b->n)
		return PICTURE_CUT;
	if (!webp_size(b, at, out) || b->short_)
		return PICTURE_BROKEN;
	while (at + 8 <= end) {
		size_t len = little(b, at + 4, 4);

		if (len > end - at - 8)
			return PICTURE_BROKEN;
		out->lossless |= has(b, at, "VP8L", 4);
		data |= has(b, at, "VP8 ", 4) || has(b, at, "VP8L", 4) || has(b, at, "ANMF", 4);
		if (has(b, at, "EXIF", 4))
			exif = part(b, at + 8, len);
		at += 8 + len + (len & 1);
	}
	if (has(&exif, 0, "Exif\0\0", 6))
		exif = part(&exif, 6, exif.n - 6);
	if (exif.p)
		read_exif(exif, out);
	return data ? PICTURE_GOOD : PICTURE_BROKEN;
}

/* Behind the sub-blocks at AT; 0 if they are cut off. */
static size_t
gif_blocks(const struct bytes *b, size_t at)
{
	while (at < b->n && b->p[at] != 0)
		at += (size_t)b->p[at] + 1;
	return at < b->n ? at + 1 : 0;
}

static size_t
gif_colours(uint32_t flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* GIF89a, section 18 to 27. */
static enum picture_fault
read_gif(struct bytes *b, struct picture_header *out)
{
	size_t at = 13 + gif_colours(big(b, 10, 1));
	bool data = false;

	out->width = little(b, 6, 2);
	out->height = little(b, 8, 2);
	while (at < b->n && b->p[at] != 0x3B) {
		if (b->p[at] == 0x2C) {
			data = true;
			at = gif_blocks(b, at + 11 + gif_colours(big(b, at + 9, 1)));
		} else if (b->p[at] == 0x21) {
			at = gif_blocks(b, at + 2);
		} else {
			return PICTURE_BROKEN;
		}
		if (at == 0)
			return PICTURE_CUT;
	}
	if (at >= b->n)
		return PICTURE_CUT;
	return data ? PICTURE_GOOD : PICTURE_BROKEN;
}

enum picture_fault
picture_header(str s, struct picture_header *out)
{
	struct bytes b = {(const unsigned char *)s.p, (size_t)s.n, false};

	*out = (struct picture_header){0};
	if (has(&b, 0, "\xFF\xD8\xFF", 3)) {
		out->format = PICTURE_JPEG;
		return read_jpeg(&b, out);
	}
	if (has(&b, 0, "\x89PNG\r\n\x1A\n", 8)) {
		out->format = PICTURE_PNG;
		out->lossless = true;
		return read_png(&b, out);
	}
	if (has(&b, 0, "RIFF", 4) && has(&b, 8, "WEBP", 4)) {
		out->format = PICTURE_WEBP;
		return read_webp(&b, out);
	}
	if (has(&b, 0, "GIF87a", 6) || has(&b, 0, "GIF89a", 6)) {
		out->format = PICTURE_GIF;
		out->lossless = true;
		return read_gif(&b, out);
	}
	return PICTURE_UNKNOWN;
}
