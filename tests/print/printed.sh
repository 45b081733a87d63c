# shellcheck shell=sh
# printed.sh - what the tests of the print edition share: the sample paper in a folder of its own, TAP,
# and the places of letters in a PDF. To be read with ".", in the project's root; $LILONG is the program.
lilong=$(realpath "${LILONG:?}")
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
cp -R content layouts "$dir" || exit 2
cd "$dir" || exit 2
: >log
n=0 failed=0

ok() { # ok STATUS WHAT: 0 is good; log says why not
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' log | head -40
		failed=1
	fi
	: >log
}

end() {
	echo "1..$n"
	exit $failed
}

need() { # need PROGRAM...: all of them must be there
	for program in "$@"; do
		command -v "$program" >>log || echo "missing: $program" >>log
	done
	! grep '^missing' log >/dev/null
	ok $? "installed: $*"
	[ $failed -eq 0 ] || end
}

# The text of each page on a line, without what white space a reader guesses.
text() {
	pdftotext -raw "$1" - | tr -d ' \n' | sed 's/　//g' | tr '\f' '\n'
}

# page x y of every letter that is seen, in the order they are drawn; pt from the upper left corner
letters() {
	mutool draw -F trace "$1" 2>>log | awk -F'"' '
		/<page / { page++ }
		/<fill_text/ {
			for (i = 1; i < NF; i++)
				if ($i ~ / transform=$/) split($(i + 1), t, " ")
		}
		/<g unicode=/ && $2 !~ /^[ 　 ]?$/ {
			printf "%d %.4f %.4f\n", page, t[1] * $6 + t[3] * $8 + t[5],
				t[2] * $6 + t[4] * $8 + t[6]
		}'
}

# apart A B: the letters of two files are as many, and no two further than 0.1 mm apart
apart() {
	paste -d ' ' "$1" "$2" | awk -v most=0.2835 '
		NF != 6 || $1 != $4 { print "# not the same letters at " NR ": " $0; bad++; exit }
		{
			dx = $2 - $5; dy = $3 - $6
			if (dx < 0) dx = -dx
			if (dy < 0) dy = -dy
			if (dx > x) x = dx
			if (dy > y) y = dy
			if (dx > most || dy > most) bad++
		}
		END {
			printf "# %d letters, %.3f mm across, %.3f mm down at most, %d more than 0.1 mm\n",
				NR, x * 25.4 / 72, y * 25.4 / 72, bad
			exit NR < 1000 || bad > 0
		}' | tee -a log
	! grep -q ' [1-9][0-9]* more than\|not the same' log
}
