#include "emit/squeeze.h"

#include "base/out.h"

/* A template or a quoted text that goes on in the next line. */
static bool
goes_on(str line)
{
	int marks = 0;

	for (ptrdiff_t i = 0; i < line.n; i++)
		marks += line.p[i] == '`';
	return marks % 2 != 0 || str_ends(line, STR("\\"));
}

static bool
all_plain(str text)
{
	if (str_find(text, STR("/*")) >= 0)
		return false;
	while (text.n > 0)
		if (goes_on(str_cut(&text, STR("\n"))))
			return false;
	return true;
}

str
squeeze_script(struct arena *a, str text)
{
	struct out o = {.mem = a};

	if (!all_plain(text))
		return text;
	while (text.n > 0) {
		str line = str_trim(str_cut(&text, STR("\n")));

		if (line.n == 0 || str_starts(line, STR("//")))
			continue;
		out_str(&o, line);
		out_char(&o, '\n');
	}
	return out_text(&o);
}
