-- auto.lua - lays out any page without a plan of its own: masthead or folio, stories, the editor's
-- note and the honour roll.
--
-- A layout of your own may take these functions and replace the page that it plans by hand:
--
--   local auto = use("auto")
--   local function front(page) … page:story{…} … end
--   return {front = front, news = auto.news, honours = auto.honours}

local cutting = use("cutting")
local filling = use("filling")
local SMALLEST = use("looks").SMALLEST
local GAP = cutting.GAP

local MASTHEAD = 9   -- lines
local STORIES = 24   -- of a page; the composer names those that are left out
local ROLL_MOST = 1.5 -- of the lines it needs
local HEADS, ENTRY = 250, 130 -- characters in the room of a story's heads, of an entry of the roll
local LOWEST_PARTED = -1      -- level: a page with a jump is not set small as well
local WELL = 200              -- the cost of a page that looks well

-- Too much for the page: the composer says what is over.
local function squeeze(page, items, first, last)
	local lines = last - first + 1
	local tree = cutting.lowest(page, items)
	filling.grade(tree, false)
	filling.grow(page, tree, SMALLEST, math.min(tree.lines, lines))
	filling.place(page, tree, 1, first, lines)
end

local function items_of(page, with_note)
	local items = {}
	for i = 1, math.min(#page.stories, STORIES) do
		items[i] = {story = page.stories[i], lead = i == 1, known = {}}
	end
	for _, jump in ipairs(page.jumps) do
		items[#items + 1] = {story = jump, rest = true, known = {}}
	end
	if with_note then
		items[#items + 1] = {note = true, known = {}}
	end
	return items
end

-- The number of the later page that is least full; nil: there is none.
local function emptiest(page)
	local best, least
	for _, p in ipairs(page.later) do
		local load = p.length + p.stories * HEADS + (p.roll or 0) * ENTRY
		if not best or load < least then
			best, least = p.number, load
		end
	end
	return best
end

-- What can be parted, the longest story first.
local function longest(items)
	local list = {}
	for i, item in ipairs(items) do
		if item.story and not item.rest then
			list[#list + 1] = {item = item, length = item.story.length, at = i}
		end
	end
	table.sort(list, function(a, b)
		if a.length ~= b.length then
			return a.length > b.length
		end
		return a.at < b.at
	end)
	return list
end

-- Which of N stories, the longest first, to part: one of three, else two of them, else more.
local function choices(n)
	local sets = {{1}, {2}, {3}, {1, 2}, {1, 3}, {2, 3}, {1, 2, 3}}
	local list = {}
	for _, set in ipairs(sets) do
		if set[#set] <= n then
			list[#list + 1] = set
		end
	end
	local all = {1, 2, 3}
	for i = 4, n do
		all[i] = i
		list[#list + 1] = table.move(all, 1, i, 1, {})
	end
	return list
end

local function part(list, set, to)
	for _, i in ipairs(set) do
		list[i].item.to = to
	end
end

-- Too much for the page: as few of the longest stories as it takes are parted, more only where the page
-- would not look well otherwise.
local function plan_jumps(page, items, lines)
	local to, long = emptiest(page), longest(items)
	local best, level, least, parted
	for _, set in ipairs(to and choices(#long) or {}) do
		if best and #set > #parted and (least < WELL or #set > 2) then
			break
		end
		part(long, set, to)
		local tree, l, cost = cutting.plan(page, items, lines, LOWEST_PARTED)
		if tree and (not best or cost < least) then
			best, level, least, parted = tree, l, cost, set
		end
		part(long, set, nil)
	end
	part(long, parted or {}, to)
	return best, level
end

-- Stories in the lines from FIRST to LAST; the line below the lowest. Where the note of the issue
-- has no room, it is left to the next page, if there is one.
local function stories(page, first, last, with_note)
	local items, lines = items_of(page, with_note), last - first + 1
	if #items == 0 then
		return first
	end
	local tree, level = cutting.plan(page, items, lines, SMALLEST)
	if not tree and not (with_note and not page.last) then
		tree, level = plan_jumps(page, items, lines)
	end
	if tree then
		filling.grade(tree, false)
		filling.grow(page, tree, level, lines)
		filling.place(page, tree, 1, first, tree.used)
		return first + tree.used + GAP
	elseif with_note and not page.last then
		return stories(page, first, last, false)
	end
	squeeze(page, items, first, last)
	return last + 1
end

-- Cells in a row of the roll: four, or what is lower where ROOM is short.
local function across_of(page, room)
	local best = 4
	for _, across in ipairs{5, 3} do
		if page:honours_lines{across = best} > room
			and page:honours_lines{across = across} < page:honours_lines{across = best} then
			best = across
		end
	end
	return best
end

-- The roll stands at the foot of the page and is stretched a little into what is left above it.
local function honours(page, first, last)
	local room, alone = last - first + 1, #page.stories + #page.jumps == 0 and not page.has_note
	local across = across_of(page, room - (alone and 0 or 20))
	local lines, to = page:honours_lines{across = across}, nil
	for _, p in ipairs(page.later) do
		to = to or lines > room and p.layout == "honours" and p.number or nil
	end
	lines = math.min(lines, to and not alone and room // 2 or room)
	local line = first
	if not alone then
		line = stories(page, first, last - lines - GAP, page.has_note)
	end
	lines = math.tointeger(math.min(last - line + 1, lines * ROLL_MOST // 1))
	if not alone then
		line = last - lines + 1
	end
	page:honours{line = line, lines = lines, across = across, to_page = to}
end

local function compose(page)
	local first = 3
	if page.first then
		page:masthead{lines = MASTHEAD}
		first = MASTHEAD + 1
	else
		page:folio{lines = 2}
	end
	if page.roll then
		honours(page, first, page.lines)
	else
		stories(page, first, page.lines, page.has_note)
	end
end

return {front = compose, news = compose, honours = compose}
