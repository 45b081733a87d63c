-- looks.lua - how a story is set: sizes of its heads, columns of its text, heights of its pictures.
--
-- A look is chosen by how wide the story stands and by a level: a page that is too full is set
-- smaller (below 0), a story that has room larger. look() makes of it what the composer is asked.

-- The sizes of type, in points.
local SCALE = {9, 10.5, 12, 14, 16, 18, 22, 26, 32, 38, 44, 52, 60, 72, 84, 96, 110}

-- Text of a page that has room to spare, the usual first: points of its size and pitch (R21: half of the
-- size to all of it between the lines).
local TYPES = {{9, 12.75}, {9, 13.5}, {10.5, 15}, {10.5, 16.5}, {12, 18}, {12, 20.25}, {14, 23.25}}
local MEASURE_LEAST = 11 -- characters of it in a column
local MEASURE_TABLE = 35 -- characters at most, for the sake of a table

-- By width in columns: points of a headline (lead, other), text columns (usual, other).
local looks = {
	[2] = {lead = 26, other = 22, text = {1, 2}},
	[3] = {lead = 32, other = 22, text = {2, 3}},
	[4] = {lead = 38, other = 26, text = {3, 2}},
	[5] = {lead = 38, other = 26, text = {4, 3}},
	[6] = {lead = 44, other = 32, text = {4, 3}},
}

-- The same where columns are as wide as those of a broadsheet.
local wide = {
	[2] = {lead = 32, other = 26, text = {2, 1}},
	[3] = {lead = 44, other = 32, text = {3, 2}},
	[4] = {lead = 60, other = 38, text = {4, 3}},
	[5] = {lead = 72, other = 44, text = {5, 4}},
	[6] = {lead = 72, other = 44, text = {6, 5}},
	[8] = {lead = 84, other = 52, text = {8, 7}},
}
local WIDE = 13 -- characters

local function of(page, width)
	return (page.characters < WIDE and looks or wide)[width]
end

-- A page that is too full is set smaller (below 0), a story that has room larger: a step of the
-- scale for each level. Pictures are cut by this.
local SMALLEST, LARGEST = -3, 2
local pictures = {[-3] = 0.8, [-2] = 0.8, [-1] = 0.9, [0] = 1, [1] = 1, [2] = 1}
local PICTURE_MOST = 1.2 -- of its own proportions: beyond, too much of its sides is cut

-- What may fill a hole: lines of white around the heads, and those that words set large take more
-- than they need; text pitch wider by so many px.
local SPACE_LEAD, SPACE, PULL_MORE, LOOSE = 4, 2, 3, 2
local PULL_LENGTH = 350 -- characters of a story that has some

-- The largest size of the scale up to POINTS, or STEPS from it. Sizes are half points; places of them
-- in the scale are asked for often, and kept.
local places = {}
local function scaled(points, steps)
	local half = points * 2 // 1
	local at = places[half]
	if not at then
		at = 1
		while at < #SCALE and SCALE[at + 1] <= points do
			at = at + 1
		end
		places[half] = at
	end
	return SCALE[math.max(1, math.min(#SCALE, at + (steps or 0)))]
end

-- The highest level of ITEM.
local function largest(item)
	return item.lead and LARGEST or LARGEST - 1
end

-- A head is graded by what it stands over: points of it, at most.
local HEAD_LEAST, HEAD_LEAD, HEAD_CHARACTERS = 26, 12, 20
local function head_most(item)
	return HEAD_LEAST + (item.lead and HEAD_LEAD or 0) + item.length // HEAD_CHARACTERS
end

-- Points of the size and pitch of the text of ITEM.
local function type_of(item)
	return table.unpack(TYPES[item.type or 1])
end

-- The most lines of white around the heads of ITEM.
local function space_of(item)
	return item.rest and 1 or (item.lead and SPACE_LEAD or SPACE) + (item.type or 1) // 3
end

-- What stands on a page: STORY, or something else that NAME tells, and nil. What is looked at for each look
-- is taken from the story, and what was made of it and known of its looks is kept here.
local function new_item(name, story)
	local item = {name = name, story = story, made = {}, known = {}}
	for _, field in ipairs(story and {"title", "kicker", "deck", "pull", "length", "pictures", "table"} or {}) do
		item[field] = story[field]
	end
	return item
end

-- What MAKE(page, item, how) gives is kept with the item under KEY and asked for often: it must not change.
local function kept(page, item, key, make, how)
	local value = item.made[key]
	if not value then
		value = make(page, item, how)
		item.made[key] = value
	end
	return value
end

-- Characters that a column of the text of ITEM has at least: a table may need more than text does.
local function measure_least(page, item, width)
	local need = item.table
	return need <= math.min(MEASURE_TABLE, width * (page.characters + 1) - 1) and math.max(need, MEASURE_LEAST)
		or MEASURE_LEAST
end

local function make_text(page, item, width)
	local size, list = type_of(item), {}
	local least = measure_least(page, item, width)
	local most = ((width * (page.characters + 1) - 1) * 9 + size) // ((least + 1) * size)
	for i, n in ipairs(of(page, width).text) do
		n = math.tointeger(math.max(1, math.min(n, most)))
		if n ~= list[1] then
			list[#list + 1] = n
		end
	end
	return list
end

-- The text columns that WIDTH can have: the usual first.
local function text_of(page, item, width)
	return kept(page, item, (item.type or 1) * 16 + width, make_text, width)
end

-- Text columns that words of the story may be set large in; nil: none.
local function pull_of(item, text)
	if item.rest or text < 2 or item.pull == "" or item.length < PULL_LENGTH then
		return nil
	end
	return text < 4 and 1 or 2
end

-- Characters of the grid in WIDTH columns.
local function ems_of(page, width)
	return width * (page.characters + 1) - 1
end

-- How wide TEXT is in ems, nearly: Western letters are about half as wide. Titles are measured once.
local measured = {}
local function ems(text)
	if not measured[text] then
		local n = 0
		for _, c in utf8.codes(text) do
			n = n + (c < 0x2000 and 0.55 or 1)
		end
		measured[text] = math.max(1, n)
	end
	return measured[text]
end

-- What an earlier page began has a small head.
local rest_head = {size = 16, max_lines = 1, face = "song-bold", align = "left"}
local rest_other = {size = 14, max_lines = 1, face = "hei-bold", align = "left"}

-- One line where the title allows it without getting small, else two.
local function make_headline(page, item, how)
	if item.rest then
		return how.smaller and rest_other or rest_head
	end
	local l, width = of(page, how.width), ems_of(page, how.width) * 9
	local steps = item.lead and how.level < 0 and how.level + 1 or how.level
	local size = scaled(item.lead and l.lead or l.other, steps - (how.smaller and 1 or 0))
	size = math.min(size, scaled(head_most(item), how.smaller and -1 or 0))
	local one = width / ems(item.title)
	if how.two then -- so large that one line cannot hold it
		size = math.max(size, math.min(scaled(one, 1), l.other))
	end
	local lines = one >= size * (how.two and 1 or 0.7) and 1 or 2
	return {
		size = math.max(14, scaled(lines == 1 and math.min(size, one) or size)), max_lines = lines,
		face = how.smaller and "song-bold" or "hei-bold",
		align = how.width == page.columns and "center" or "left",
	}
end

local function headline(page, item, how)
	local key = (how.level - SMALLEST) * 16 + how.width
	return kept(page, item, -(key * 4 + (how.smaller and 1 or 0) + (how.two and 2 or 0)), make_headline, how)
end

-- A kicker of at most PART of the headline, and no wider than that where it can be.
local function kicker(page, item, head)
	local long = ems(item.kicker)
	local beside = head.size * ems(item.title) / head.max_lines / long
	return {
		size = math.max(10.5, scaled(math.min(head.size * 0.6, beside, 18))), face = "song",
		align = head.align, max_lines = 2,
	}
end

local function deck(item, head)
	local size = head.size < 22 and 10.5 or head.size < 32 and 12 or head.size < 38 and 14 or 16
	return {size = size, face = "hei", align = head.align, max_lines = 2}
end

-- Short titles may run down beside their text, which is in two columns at least.
local UPRIGHT_LEAST, UPRIGHT_MOST = 5, 14 -- characters
local UPRIGHT_SIZE = 22                   -- points at least: a column of text is wider than that
local function may_stand(item, text)
	local n = item.story and ems(item.title) or 0
	return n >= UPRIGHT_LEAST and n <= UPRIGHT_MOST and not item.lead and not item.rest and not item.to
		and #item.pictures == 0 and text >= 2
end

-- Heads of one size, from right to left: one line of the title, or two equal ones where it is long.
local function stand(item, m)
	local lines = ems(item.title) > 8 and 2 or 1
	local size = math.max(m.headline.size, UPRIGHT_SIZE)
	local long = math.tointeger((ems(item.title) / lines + 1.5) * size // 12.75)
	m.headline = {size = size, max_lines = lines, face = m.headline.face, vertical = long, align = "left"}
	for _, head in ipairs{m.kicker or {}, m.deck or {}} do
		head.size, head.max_lines, head.vertical, head.align = 12, 2, long, "left"
	end
	m.byline.vertical, m.byline.align = long, "left"
	return m
end

-- Text columns under the first picture: all of two, two of more, three of many; fewer where room is
-- short.
local function span_of(how, text)
	return math.max(1, math.min(text, how.span or text > 5 and 3 or 2) - (how.level == SMALLEST and 1 or 0))
end

-- The pictures of a story; without a height they keep their own proportions.
local function pictures_of(page, item, how, text)
	local list = {}
	local factor = (how.factor or pictures[how.level]) - (item.tight or 0) * 0.05
	for i = 1, math.min(#item.pictures, 4) do
		local p = item.pictures[i]
		local span = i == 1 and span_of(how, text) or 1
		local ratio = p.width > 0 and p.height / p.width or 0.67
		local em = (ems_of(page, how.width) + 1) / text * span - 1
		local lines = factor ~= 1 and math.max(5, em * 9 * ratio * factor // 12.75) or 0
		list[i] = {index = i, columns = span, right = i % 2 == 1, lines = math.tointeger(lines)}
	end
	return list
end

-- How a story is set. An item is a story or the note; lead, rest (it goes on from another page), to
-- (number of the page where it may go on), room (characters of it, at most, that may). how: width (columns), level; text (how many text columns), span
-- (of its first
-- picture, in these), factor (height of its pictures against their proportions), smaller (than the
-- head at its left), two (lines of a headline that one would hold), upright (its head runs down), lines
-- (of a story that is parted), space (lines of white around the heads), pull (lines of words set large,
-- more than they need), loose (px more between lines).
local function look(page, item, how)
	local head = headline(page, item, how)
	local text = how.text or text_of(page, item, how.width)[1]
	local size, pitch = type_of(item)
	local m = {
		story = item.story, columns = how.width, text_columns = text, headline = head,
		kicker = item.kicker ~= "" and kicker(page, item, head), deck = item.deck ~= "" and deck(item, head),
		byline = {size = size, face = "kai", align = head.align, max_lines = 2},
		picture = pictures_of(page, item, how, text),
		text_size = size, text_pitch = pitch, text_loose = how.loose or 0, head_space = how.space,
		pull = how.pull and {columns = pull_of(item, text), lines = how.pull} or nil,
		lines = how.lines, to_page = how.lines and item.to,
	}
	return how.upright and stand(item, m) or m
end

-- What a level changes in one number of 18 bits: the head, of whole points, and the pictures. Levels that
-- come to the same are one look.
local function key_of_level(page, item, how)
	local head = headline(page, item, how)
	local key = head.size * 8 + head.max_lines
	if #item.pictures == 0 then
		return key
	end
	local least = how.level == SMALLEST and 1 or 0
	return (key * 2 + least) * 128 + math.floor((how.factor or pictures[how.level]) * 100 + 0.5)
end

-- All that is asked of a look in one number, which is quicker to make than a text: what is not there, as
-- most is, adds nothing.
local function key_of(page, item, how)
	local level = item.story and key_of_level(page, item, how) or 0
	local text = how.text or item.story and text_of(page, item, how.width)[1] or 0
	local key = how.width + text * (1 << 4) + (item.type or 0) * (1 << 8) + level * (1 << 11)
	if how.smaller then key = key + (1 << 29) end
	if how.upright then key = key + (1 << 30) end
	if how.span then key = key + how.span * (1 << 31) end
	if how.loose then key = key + how.loose * (1 << 33) end
	if how.pull then key = key + (how.pull + 1) * (1 << 35) end
	if item.tight then key = key + item.tight * (1 << 38) end
	if how.lines then key = key + how.lines * (1 << 41) end
	if how.space then key = key + how.space * (1 << 51) end
	return key
end

-- The lines a story takes, those it leaves empty, how many lines and characters go on at another page,
-- lines of its heads and points of its headline; the composer is asked once for each look.
local function ask(page, item, how)
	local key = key_of(page, item, how)
	if not item.known[key] then
		if item.house then
			item.known[key] = {item.house, 0, 0, 0}
		elseif item.note then
			item.known[key] = {page:note_lines{columns = how.width}, 0, 0, 0}
		else
			local fit = page:fit(look(page, item, how))
			item.known[key] = {fit.lines + fit.overset, fit.hole, fit.jump, fit.characters, fit.head_lines,
				fit.headline}
		end
	end
	return table.unpack(item.known[key])
end

local function make_most(page, item, width)
	local how = {width = width, level = largest(item)}
	if #item.pictures > 0 then
		how.factor = PICTURE_MOST
	end
	how.space = space_of(item)
	how.pull = pull_of(item, text_of(page, item, width)[1]) and PULL_MORE
	return (ask(page, item, how))
end

-- The most lines that a story can be made to take.
local function most(page, item, width)
	if not item.story then
		return (ask(page, item, {width = width, level = largest(item)}))
	end
	local key = ((item.tight or -1) + 2) * 8 + (item.type or 1)
	return kept(page, item, key * 16 + width, make_most, width)
end

return {
	item = new_item, text_of = text_of, look = look, ask = ask, most = most, largest = largest, space_of = space_of,
	pull_of = pull_of,
	may_stand = may_stand, TYPES = TYPES, LOOSE = LOOSE, PULL_MORE = PULL_MORE,
	SMALLEST = SMALLEST, PICTURE_MOST = PICTURE_MOST,
}
