#include "markup/svg_size.h"

/* A number of at most three decimals, in thousandths; *REST is what stands behind it. */
static bool
read_number(str *rest, int64_t *out)
{
	int64_t v = 0, unit = 1000;
	ptrdiff_t i = 0;
	bool any = false;

	for (; i < rest->n && rest->p[i] >= '0' && rest->p[i] <= '9'; i++, any = true)
		v = v < INT32_MAX ? v * 10 + (rest->p[i] - '0') * 1000 : v;
	if (i < rest->n && rest->p[i] == '.')
		for (i++; i < rest->n && rest->p[i] >= '0' && rest->p[i] <= '9'; i++, any = true)
			v += (rest->p[i] - '0') * (unit /= 10);
	*rest = str_from_at(*rest, i);
	*out = v;
	return any;
}

/* A length in thousandths of a pixel of CSS; 0: none, or relative. */
static int64_t
length_of(str s)
{
	static const struct {
		str unit;
		int64_t thousandths; /* of a pixel */
	} units[] = {
	    {STR_INIT(""), 1000},    {STR_INIT("px"), 1000}, {STR_INIT("pt"), 1333},
	    {STR_INIT("pc"), 16000}, {STR_INIT("mm"), 3780}, {STR_INIT("cm"), 37795},
	    {STR_INIT("in"), 96000},
	};
	int64_t v;

	s = str_trim(s);
	if (!read_number(&s, &v))
		return 0;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_eq(units[i].unit, s))
			return v * units[i].thousandths / 1000;
	return 0;
}

/* Width and height of a viewBox, in thousandths. */
static bool
view_box(str s, int64_t *w, int64_t *h)
{
	str part[4];
	int n = 0;

	for (s = str_trim(s); s.n > 0 && n < 4; s = str_trim(s)) {
		ptrdiff_t i = 0;

		while (i < s.n && s.p[i] != ' ' && s.p[i] != ',' && s.p[i] != '\t' &&
		       s.p[i] != '\n')
			i++;
		part[n++] = str_sub(s, 0, i);
		s = str_from_at(s, i);
		while (s.n > 0 && (s.p[0] == ',' || (unsigned char)s.p[0] <= ' '))
			s = str_from_at(s, 1);
	}
	return n == 4 && read_number(&part[2], w) && read_number(&part[3], h) && *w > 0 && *h > 0;
}

/* Thousandths of a pixel to a pixel, 1 at least. */
static int
pixels(int64_t v)
{
	return v < 1000 ? 1 : v > (int64_t)INT32_MAX ? INT32_MAX : (int)((v + 500) / 1000);
}

bool
svg_size(struct arena *a, struct element *root, int *width, int *height)
{
	int64_t w = length_of(element_value(root, STR("width")));
	int64_t h = length_of(element_value(root, STR("height"))), bw = 0, bh = 0;
	bool box = view_box(element_value(root, STR("viewBox")), &bw, &bh);

	if (box && w == 0 && h == 0) {
		w = bw;
		h = bh;
	} else if (box && w == 0) {
		w = h * bw / bh;
	} else if (box && h == 0) {
		h = w * bh / bw;
	}
	if (w == 0 || h == 0)
		return false;
	*width = pixels(w);
	*height = pixels(h);
	if (!box)
		element_attr(a, root, STR("viewBox"), str_fmt(a, "0 0 %d %d", *width, *height));
	element_attr(a, root, STR("width"), str_fmt(a, "%d", *width));
	element_attr(a, root, STR("height"), str_fmt(a, "%d", *height));
	return true;
}
