#include "markup/svg_rules.h"

#include "base/out.h"

static const struct {
	str name;
	enum svg_element kind;
} elements[] = {
    {STR_INIT("a"), SVG_UNWRAP},
    {STR_INIT("circle"), SVG_DRAWS},
    {STR_INIT("clipPath"), SVG_DRAWS},
    {STR_INIT("defs"), SVG_DRAWS},
    {STR_INIT("desc"), SVG_WORDS},
    {STR_INIT("ellipse"), SVG_DRAWS},
    {STR_INIT("feBlend"), SVG_DRAWS},
    {STR_INIT("feColorMatrix"), SVG_DRAWS},
    {STR_INIT("feComposite"), SVG_DRAWS},
    {STR_INIT("feFlood"), SVG_DRAWS},
    {STR_INIT("feGaussianBlur"), SVG_DRAWS},
    {STR_INIT("feMerge"), SVG_DRAWS},
    {STR_INIT("feMergeNode"), SVG_DRAWS},
    {STR_INIT("feOffset"), SVG_DRAWS},
    {STR_INIT("filter"), SVG_DRAWS},
    {STR_INIT("g"), SVG_DRAWS},
    {STR_INIT("image"), SVG_DRAWS},
    {STR_INIT("line"), SVG_DRAWS},
    {STR_INIT("linearGradient"), SVG_DRAWS},
    {STR_INIT("marker"), SVG_DRAWS},
    {STR_INIT("mask"), SVG_DRAWS},
    {STR_INIT("metadata"), SVG_SILENT},
    {STR_INIT("path"), SVG_DRAWS},
    {STR_INIT("pattern"), SVG_DRAWS},
    {STR_INIT("polygon"), SVG_DRAWS},
    {STR_INIT("polyline"), SVG_DRAWS},
    {STR_INIT("radialGradient"), SVG_DRAWS},
    {STR_INIT("rect"), SVG_DRAWS},
    {STR_INIT("stop"), SVG_DRAWS},
    {STR_INIT("style"), SVG_STYLE},
    {STR_INIT("svg"), SVG_DRAWS},
    {STR_INIT("switch"), SVG_DRAWS},
    {STR_INIT("symbol"), SVG_DRAWS},
    {STR_INIT("text"), SVG_WORDS},
    {STR_INIT("textPath"), SVG_WORDS},
    {STR_INIT("title"), SVG_WORDS},
    {STR_INIT("tspan"), SVG_WORDS},
    {STR_INIT("use"), SVG_DRAWS},
};

/* How something is drawn: attributes, and properties of a style (SVG 1.1, appendix N). Sorted. */
static const str properties[] = {
    STR_INIT("baseline-shift"),
    STR_INIT("clip-path"),
    STR_INIT("clip-rule"),
    STR_INIT("color"),
    STR_INIT("color-interpolation"),
    STR_INIT("color-interpolation-filters"),
    STR_INIT("direction"),
    STR_INIT("display"),
    STR_INIT("dominant-baseline"),
    STR_INIT("fill"),
    STR_INIT("fill-opacity"),
    STR_INIT("fill-rule"),
    STR_INIT("filter"),
    STR_INIT("flood-color"),
    STR_INIT("flood-opacity"),
    STR_INIT("font-family"),
    STR_INIT("font-size"),
    STR_INIT("font-stretch"),
    STR_INIT("font-style"),
    STR_INIT("font-variant"),
    STR_INIT("font-weight"),
    STR_INIT("image-rendering"),
    STR_INIT("isolation"),
    STR_INIT("letter-spacing"),
    STR_INIT("marker"),
    STR_INIT("marker-end"),
    STR_INIT("marker-mid"),
    STR_INIT("marker-start"),
    STR_INIT("mask"),
    STR_INIT("mix-blend-mode"),
    STR_INIT("opacity"),
    STR_INIT("overflow"),
    STR_INIT("paint-order"),
    STR_INIT("shape-rendering"),
    STR_INIT("stop-color"),
    STR_INIT("stop-opacity"),
    STR_INIT("stroke"),
    STR_INIT("stroke-dasharray"),
    STR_INIT("stroke-dashoffset"),
    STR_INIT("stroke-linecap"),
    STR_INIT("stroke-linejoin"),
    STR_INIT("stroke-miterlimit"),
    STR_INIT("stroke-opacity"),
    STR_INIT("stroke-width"),
    STR_INIT("text-anchor"),
    STR_INIT("text-decoration"),
    STR_INIT("text-rendering"),
    STR_INIT("unicode-bidi"),
    STR_INIT("vector-effect"),
    STR_INIT("visibility"),
    STR_INIT("white-space"),
    STR_INIT("word-spacing"),
    STR_INIT("writing-mode"),
};

/* What else an element says of its form and place. Sorted. */
static const str forms[] = {
    STR_INIT("amplitude"),
    STR_INIT("class"),
    STR_INIT("clipPathUnits"),
    STR_INIT("cx"),
    STR_INIT("cy"),
    STR_INIT("d"),
    STR_INIT("dx"),
    STR_INIT("dy"),
    STR_INIT("filterUnits"),
    STR_INIT("fr"),
    STR_INIT("fx"),
    STR_INIT("fy"),
    STR_INIT("gradientTransform"),
    STR_INIT("gradientUnits"),
    STR_INIT("height"),
    STR_INIT("in"),
    STR_INIT("in2"),
    STR_INIT("k1"),
    STR_INIT("k2"),
    STR_INIT("k3"),
    STR_INIT("k4"),
    STR_INIT("lengthAdjust"),
    STR_INIT("markerHeight"),
    STR_INIT("markerUnits"),
    STR_INIT("markerWidth"),
    STR_INIT("maskContentUnits"),
    STR_INIT("maskUnits"),
    STR_INIT("method"),
    STR_INIT("mode"),
    STR_INIT("offset"),
    STR_INIT("operator"),
    STR_INIT("orient"),
    STR_INIT("pathLength"),
    STR_INIT("patternContentUnits"),
    STR_INIT("patternTransform"),
    STR_INIT("patternUnits"),
    STR_INIT("points"),
    STR_INIT("preserveAspectRatio"),
    STR_INIT("primitiveUnits"),
    STR_INIT("r"),
    STR_INIT("refX"),
    STR_INIT("refY"),
    STR_INIT("result"),
    STR_INIT("rotate"),
    STR_INIT("rx"),
    STR_INIT("ry"),
    STR_INIT("spacing"),
    STR_INIT("spreadMethod"),
    STR_INIT("startOffset"),
    STR_INIT("stdDeviation"),
    STR_INIT("systemLanguage"),
    STR_INIT("textLength"),
    STR_INIT("transform"),
    STR_INIT("type"),
    STR_INIT("values"),
    STR_INIT("version"),
    STR_INIT("viewBox"),
    STR_INIT("width"),
    STR_INIT("x"),
    STR_INIT("x1"),
    STR_INIT("x2"),
    STR_INIT("y"),
    STR_INIT("y1"),
    STR_INIT("y2"),
};

/* Of no effect today, or for programs that read pages aloud, which are told the caption. */
static const str silent[] = {
    STR_INIT("aria-hidden"),
    STR_INIT("aria-label"),
    STR_INIT("aria-labelledby"),
    STR_INIT("baseProfile"),
    STR_INIT("contentScriptType"),
    STR_INIT("contentStyleType"),
    STR_INIT("enable-background"),
    STR_INIT("focusable"),
    STR_INIT("requiredExtensions"),
    STR_INIT("requiredFeatures"),
    STR_INIT("role"),
    STR_INIT("zoomAndPan"),
};

/* Colours and transforms. */
static const str functions[] = {
    STR_INIT("hsl"),   STR_INIT("hsla"),      STR_INIT("matrix"), STR_INIT("rgb"),
    STR_INIT("rgba"),  STR_INIT("rotate"),    STR_INIT("scale"),  STR_INIT("skewx"),
    STR_INIT("skewy"), STR_INIT("translate"),
};

#define IN(list, name) str_among((list), sizeof(list) / sizeof *(list), (name))

enum svg_element
svg_element(str name)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (str_eq(elements[i].name, name))
			return elements[i].kind;
	return SVG_REFUSED;
}

enum svg_attribute
svg_attribute(str name)
{
	if (IN(properties, name) || IN(forms, name))
		return SVG_ATTRIBUTE_KEPT;
	if (str_eq(name, STR("style")))
		return SVG_ATTRIBUTE_STYLE;
	if (str_eq(name, STR("href")))
		return SVG_ATTRIBUTE_HREF;
	if (str_eq(name, STR("id")))
		return SVG_ATTRIBUTE_ID;
	if (IN(silent, name) || str_starts(name, STR("data-")))
		return SVG_ATTRIBUTE_SILENT;
	return SVG_ATTRIBUTE_REFUSED;
}

/* -- values ------------------------------------------------------------------------- */

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
letter(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_';
}

static bool
name_byte(char c)
{
	return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == ':' || (c & 0x80);
}

bool
svg_id_ok(str value)
{
	for (ptrdiff_t i = 0; i < value.n; i++)
		if (!name_byte(value.p[i]))
			return false;
	return value.n > 0;
}

/* What stands behind "url(": "#id)", "'#id')". */
static bool
local_url(str rest)
{
	rest = str_trim(rest);
	if (!str_eat(&rest, STR("'")))
		str_eat(&rest, STR("\""));
	return str_starts(rest, STR("#"));
}

/* The function whose "(" stands at AT of VALUE. */
static bool
function_ok(str value, ptrdiff_t at)
{
	char name[16];
	ptrdiff_t from = at, n;

	while (from > 0 && letter(value.p[from - 1]))
		from--;
	n = at - from;
	if (n <= 0 || n > (ptrdiff_t)sizeof name)
		return false;
	for (ptrdiff_t i = 0; i < n; i++)
		name[i] = lower(value.p[from + i]);
	if (str_eq((str){name, n}, STR("url")))
		return local_url(str_from_at(value, at + 1));
	return IN(functions, ((str){name, n}));
}

/* Blanks between a function and its "(" are legal in transforms: "rotate (45)". */
static str
without_blanks_before(struct arena *a, str value)
{
	struct out o = {.mem = a};

	for (ptrdiff_t i = 0; i < value.n; i++) {
		while (value.p[i] == '(' && o.n > 0 && (unsigned char)o.p[o.n - 1] <= ' ')
			o.n--;
		out_char(&o, value.p[i]);
	}
	return out_text(&o);
}

bool
svg_value_ok(str value)
{
	struct arena mem = {0};
	bool ok = str_find(value, STR("\\")) < 0 && str_find(value, STR("@")) < 0;
	str v = str_find(value, STR("(")) < 0 ? (str){0} : without_blanks_before(&mem, value);

	for (ptrdiff_t i = 0; ok && i < v.n; i++)
		if (v.p[i] == '(')
			ok = function_ok(v, i);
	arena_free(&mem);
	return ok;
}

static bool
base64(str s)
{
	for (ptrdiff_t i = 0; i < s.n; i++) {
		char c = lower(s.p[i]);

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '+' && c != '/' &&
		    c != '=' && c != ' ')
			return false;
	}
	return s.n > 0;
}

bool
svg_href_ok(str value, bool image)
{
	str rest = value;

	if (str_eat(&rest, STR("#")))
		return svg_id_ok(rest);
	return image &&
	       (str_eat(&rest, STR("data:image/png;base64,")) ||
		str_eat(&rest, STR("data:image/jpeg;base64,")) ||
		str_eat(&rest, STR("data:image/jpg;base64,"))) &&
	       base64(rest);
}

str
svg_style(struct arena *a, str style, bool *whole)
{
	struct out o = {.mem = a};

	*whole = true;
	while (style.n > 0) {
		str value = str_trim(str_cut(&style, STR(";"))), all = value, name;

		name = str_trim(str_cut(&value, STR(":")));
		value = str_trim(value);
		if (all.n == 0 || str_starts(name, STR("-"))) /* of a program, as -inkscape-font */
			continue;
		if (!IN(properties, name) || !svg_value_ok(value)) {
			*whole = false;
			continue;
		}
		out_fmt(&o, "%s" STR_FMT ":" STR_FMT, o.n > 0 ? ";" : "", STR_ARG(name),
			STR_ARG(value));
	}
	return out_text(&o);
}

str
svg_next_reference(str *value)
{
	ptrdiff_t at = str_find(*value, STR("(")), n = 0;
	str id;

	while (at >= 0) {
		*value = str_from_at(*value, at + 1);
		id = str_trim(*value);
		if (!str_eat(&id, STR("'")))
			str_eat(&id, STR("\""));
		if (str_eat(&id, STR("#"))) {
			while (n < id.n && name_byte(id.p[n]))
				n++;
			return str_sub(id, 0, n);
		}
		at = str_find(*value, STR("("));
	}
	return (str){0};
}
