#include "content/picture.c" /* the .c: its statics are in reach */
#include "content/picture_header.c"

#include "base/test.h"

#include <fcntl.h>
#include <unistd.h>

/* The least that is a picture of each kind: 3 wide, 2 high; no tool would show more than a block.
 */
#define JPEG_START	 "\xFF\xD8\xFF\xE0\x00\x04\x00\x00"
#define JPEG_FRAME(kind) "\xFF" kind "\x00\x0B\x08\x00\x02\x00\x03\x01\x01\x11\x00"
#define JPEG_SCAN	 "\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00\x12\xFF\x00\xFF\xD3\x34"
#define JPEG_END	 "\xFF\xD9"
/* EXIF, big-endian: orientation 6; GPS directory with a latitude */
#define JPEG_EXIF \
	"\xFF\xE1\x00\x22" \
	"Exif\0\0MM\0*\0\0\0\x08" \
	"\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
#define JPEG_GPS \
	"\xFF\xE1\x00\x34" \
	"Exif\0\0II*\0\x08\0\0\0" \
	"\x01\x00\x25\x88\x04\x00\x01\x00\x00\x00\x1A\x00\x00\x00\x00\x00\x00\x00" \
	"\x01\x00\x02\x00\x05\x00\x03\x00\x00\x00\x2C\x00\x00\x00\x00\x00\x00\x00"
#define PNG_START \
	"\x89PNG\r\n\x1A\n\x00\x00\x00\x0DIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x02\x00\x00" \
	"\x00"
#define PNG_CRC		  "\x12\x16\xF1\x4D"
#define PNG_DATA	  "\x00\x00\x00\x02IDAT\x12\x34\x00\x00\x00\x00"
#define PNG_END		  "\x00\x00\x00\x00IEND\xAE\x42\x60\x82"
#define WEBP(size, chunk) "RIFF" size "WEBP" chunk
#define VP8		  "VP8 \x0A\x00\x00\x00\x30\x01\x00\x9D\x01\x2A\x03\x00\x02\x00"
#define VP8L		  "VP8L\x06\x00\x00\x00\x2F\x02\x40\x00\x00\x00"
#define VP8X		  "VP8X\x0A\x00\x00\x00\x10\x00\x00\x00\x02\x00\x00\x01\x00\x00"
#define GIF_START \
	"GIF89a\x03\x00\x02\x00\x80\x00\x00" \
	"\x00\x00\x00\xFF\xFF\xFF"
#define GIF_IMAGE ",\x00\x00\x00\x00\x03\x00\x02\x00\x00\x02\x02\x4C\x01\x00"

static const struct {
	str bytes;
	enum picture_fault fault;
	enum picture_format format;
	uint32_t width, height;
	bool location;
} headers[] = {
    {STR_INIT(JPEG_START JPEG_FRAME("\xC0") JPEG_SCAN JPEG_END), PICTURE_GOOD, PICTURE_JPEG, 3, 2,
     false},
    {STR_INIT(JPEG_START JPEG_FRAME("\xC2") JPEG_SCAN JPEG_SCAN JPEG_END "trailing"), PICTURE_GOOD,
     PICTURE_JPEG, 3, 2, false},
    {STR_INIT(JPEG_START JPEG_EXIF JPEG_FRAME("\xC0") JPEG_SCAN JPEG_END), PICTURE_GOOD,
     PICTURE_JPEG, 2, 3, false},
    {STR_INIT(JPEG_START JPEG_GPS JPEG_FRAME("\xC0") JPEG_SCAN JPEG_END), PICTURE_GOOD,
     PICTURE_JPEG, 3, 2, true},
    {STR_INIT(JPEG_START JPEG_FRAME("\xC0") JPEG_SCAN), PICTURE_CUT, PICTURE_JPEG, 3, 2, false},
    {STR_INIT(JPEG_START JPEG_FRAME("\xC0") JPEG_END), PICTURE_BROKEN, PICTURE_JPEG, 3, 2, false},
    {STR_INIT(JPEG_START JPEG_SCAN JPEG_END), PICTURE_BROKEN, PICTURE_JPEG, 0, 0, false},
    {STR_INIT(JPEG_START "garbage"), PICTURE_BROKEN, PICTURE_JPEG, 0, 0, false},
    {STR_INIT(JPEG_START "\xFF\xE1\xFF\xFF"), PICTURE_CUT, PICTURE_JPEG, 0, 0, false},
    {STR_INIT(JPEG_START "\xFF\xE1\x00\x01"), PICTURE_BROKEN, PICTURE_JPEG, 0, 0, false},
    {STR_INIT("\xFF\xD8\xFF"), PICTURE_CUT, PICTURE_JPEG, 0, 0, false},
    {STR_INIT(PNG_START PNG_CRC PNG_DATA PNG_END), PICTURE_GOOD, PICTURE_PNG, 3, 2, false},
    {STR_INIT(PNG_START "\x12\x16\xF1\x4E" PNG_DATA PNG_END), PICTURE_BROKEN, PICTURE_PNG, 0, 0,
     false},
    {STR_INIT(PNG_START PNG_CRC PNG_END), PICTURE_BROKEN, PICTURE_PNG, 3, 2, false},
    {STR_INIT(PNG_START PNG_CRC PNG_DATA), PICTURE_CUT, PICTURE_PNG, 3, 2, false},
    {STR_INIT(PNG_START PNG_CRC "\xFF\xFF\xFF\xFFIDAT"), PICTURE_CUT, PICTURE_PNG, 3, 2, false},
    {STR_INIT(PNG_START), PICTURE_CUT, PICTURE_PNG, 0, 0, false},
    {STR_INIT(WEBP("\x16\0\0\0", VP8)), PICTURE_GOOD, PICTURE_WEBP, 3, 2, false},
    {STR_INIT(WEBP("\x12\0\0\0", VP8L)), PICTURE_GOOD, PICTURE_WEBP, 3, 2, false},
    {STR_INIT(WEBP("\x28\0\0\0", VP8X VP8)), PICTURE_GOOD, PICTURE_WEBP, 3, 2, false},
    {STR_INIT(WEBP("\x16\0\0\0", VP8X)), PICTURE_BROKEN, PICTURE_WEBP, 3, 2, false},
    {STR_INIT(WEBP("\x99\0\0\0", VP8)), PICTURE_CUT, PICTURE_WEBP, 0, 0, false},
    {STR_INIT(WEBP("\x04\0\0\0", "")), PICTURE_BROKEN, PICTURE_WEBP, 1, 1, false},
    {STR_INIT(GIF_START GIF_IMAGE ";"), PICTURE_GOOD, PICTURE_GIF, 3, 2, false},
    {STR_INIT(GIF_START "!\xFF\x02xx\x00" GIF_IMAGE ";"), PICTURE_GOOD, PICTURE_GIF, 3, 2, false},
    {STR_INIT(GIF_START GIF_IMAGE), PICTURE_CUT, PICTURE_GIF, 3, 2, false},
    {STR_INIT(GIF_START ","), PICTURE_CUT, PICTURE_GIF, 3, 2, false},
    {STR_INIT(GIF_START ";"), PICTURE_BROKEN, PICTURE_GIF, 3, 2, false},
    {STR_INIT("GIF89a"), PICTURE_CUT, PICTURE_GIF, 0, 0, false},
    {STR_INIT("<svg xmlns='http://www.w3.org/2000/svg'/>"), PICTURE_UNKNOWN, PICTURE_JPEG, 0, 0,
     false},
    {STR_INIT(""), PICTURE_UNKNOWN, PICTURE_JPEG, 0, 0, false},
};

static void
headers_are_read_strictly(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		struct picture_header h;
		enum picture_fault fault = picture_header(headers[i].bytes, &h);

		if (fault != headers[i].fault || h.width != headers[i].width)
			print_error("header %zu\n", i);
		assert_int_equal(fault, headers[i].fault);
		assert_int_equal(h.format, headers[i].format);
		assert_int_equal(h.width, headers[i].width);
		assert_int_equal(h.height, headers[i].height);
		assert_int_equal(h.location, headers[i].location);
	}
}

/* Each picture cut at each byte and with each byte changed: an answer, and nothing read outside. */
static void
damaged_pictures_do_no_harm(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		for (ptrdiff_t n = 0; n < headers[i].bytes.n; n++) {
			struct arena a = {0};
			char *p = str_z(&a, headers[i].bytes);
			struct picture_header h;

			(void)picture_header(str_dup(&a, (str){p, n}), &h);
			p[n] = (char)~p[n];
			(void)picture_header((str){p, headers[i].bytes.n}, &h);
			arena_free(&a);
		}
	}
}

static void
drawings_are_told_from_photographs(void **state)
{
	static const struct {
		bool lossless, drawing;
		int side;
		size_t bytes;
	} cases[] = {
	    {true, true, 1000, 100 << 10},  /* 0.8 bits a pixel */
	    {true, true, 1000, 480 << 10},  /* 3.9: alpha, soft edges */
	    {true, false, 1000, 500 << 10}, /* 4.1 */
	    {true, true, 100, 16 << 10},    /* an icon */
	    {true, false, 100, 17 << 10},   {false, false, 1000, 10 << 10},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct picture_header h = {.width = (uint32_t)cases[i].side,
					   .height = (uint32_t)cases[i].side,
					   .lossless = cases[i].lossless};

		if (is_drawing(&h, cases[i].bytes) != cases[i].drawing)
			fail_msg("case %zu", i);
	}
	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
		struct picture_header h;

		if (picture_header(headers[i].bytes, &h) == PICTURE_GOOD)
			assert_int_equal(h.lossless,
					 h.format == PICTURE_PNG || h.format == PICTURE_GIF ||
					     str_find(headers[i].bytes, STR("VP8L")) >= 0);
	}
}

static void
files_are_read_and_missing_ones_guessed(void **state)
{
	static const struct {
		const char *path, *messages;
	} cases[] = {
	    {"photo.jpg", ""},
	    {"phote.jpg", "picture-missing-near 3:5 phote.jpg|photo.jpg"},
	    {"Photo.JPG", "picture-missing-near 3:5 Photo.JPG|photo.jpg"},
	    {"nothing-like-it.png", "picture-missing 3:5 nothing-like-it.png"},
	    {"drawing.png", "picture-extension 0:0 JPEG|jpg"},
	    {"zero.gif", "picture-empty 0:0 0|2"},
	    {"wide.gif", "picture-large 0:0 65535|2|20000|10000"},
	    {"text.webp", "picture-format 0:0"},
	    {"cut.jpg", "picture-cut 0:0 JPEG"},
	    {"place.jpeg", "picture-location 0:0"},
	    {"map.svg", ""},
	    {"words.svg", "svg-words 0:0"},
	    {"map.png", "picture-extension 0:0 SVG|svg"},
	    {"empty.svg", "svg-size 0:0"},
	    {"photo.svg", "picture-extension 0:0 JPEG|jpg"},
	};
	char folder[TEST_FOLDER];
	struct root r = {0};

	(void)state;
	test_folder(folder);
	r.fd = open(folder, O_RDONLY | O_DIRECTORY);
	test_put(r.fd, "photo.jpg", headers[0].bytes);
	test_put(r.fd, "drawing.png", headers[0].bytes);
	test_put(r.fd, "zero.gif", STR("GIF89a\0\0\x02\0\0\0\0" GIF_IMAGE ";"));
	test_put(r.fd, "wide.gif", STR("GIF89a\xFF\xFF\x02\0\0\0\0" GIF_IMAGE ";"));
	test_put(r.fd, "text.webp", STR("text"));
	test_put(r.fd, "cut.jpg", STR(JPEG_START));
	test_put(r.fd, "place.jpeg", headers[3].bytes);
	test_put(r.fd, "map.svg", STR("<svg viewBox='0 0 9 6'/>"));
	test_put(r.fd, "map.png", STR("<svg viewBox='0 0 9 6'/>"));
	test_put(r.fd, "empty.svg", STR("<svg/>"));
	test_put(r.fd, "photo.svg", headers[0].bytes);
	test_put(r.fd, "words.svg", STR("<svg viewBox='0 0 9 6'><text>x</text></svg>"));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena a = {0};
		struct diag d;

		diag_init(&d, &a);
		picture_read(&a, &d, &r, str_from(cases[i].path),
			     ((struct pos){STR("a.md"), 3, 5, 1}));
		assert_str(test_messages(&a, &d), cases[i].messages);
		arena_free(&a);
	}
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		unlinkat(r.fd, cases[i].path, 0);
	close(r.fd);
	rmdir(folder);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(headers_are_read_strictly),
	    cmocka_unit_test(damaged_pictures_do_no_harm),
	    cmocka_unit_test(drawings_are_told_from_photographs),
	    cmocka_unit_test(files_are_read_and_missing_ones_guessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
