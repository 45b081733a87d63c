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
local looks = use("looks")
local memory = use("memory")
local SMALLEST = looks.SMALLEST
local GAP = cutting.GAP

local MASTHEAD = {9, 13} -- lines: of a tabloid, of a broadsheet
local HIGH = 100         -- lines of a broadsheet
local STORIES = 24   -- of a page; the composer names those that are left out
local ROLL_MOST = 1.5 -- of the lines it needs
local ROLL_ALONE_MOST = 2.2
local ROLL_TYPE, ROLL_ALONE = 130, 200 -- % of its type
local CAPACITY = 0.85 -- of the characters on the grid, that a page can take …
local FULL = {0.975, 1} -- … where it is known how many come: with ease, at most
local HEADS, ENTRY = 250, 130 -- characters in the room of a story's heads, of an entry of the roll
local LOWEST_PARTED = -1      -- level: a page with a jump is not set small as well
local WELL = 200              -- the cost of a page that looks well
local FOOT = 2        -- lines at the foot that no one minds
local FILLERS = 8     -- that are tried
local TYPE_COST = 12  -- of larger text, a step
local HOUSE_FRONT, HOUSE_INSIDE = 3, 1.5 -- the cost of each line of it
local HOUSE_LEAST = 6 -- lines of the paper's own space
local HOUSE_MOST = 0.35 -- of a page …
local HOUSE_LAST = 0.5 -- … that nothing else fills

-- Too much for the page: each story has its share, and the composer says what is over.
local function squeeze(page, items, first, last)
	local lines = last - first + 1
	local tree = cutting.lowest(page, items, SMALLEST)
	filling.grade(tree, false)
	filling.shrink(tree, SMALLEST, math.min(tree.lines, lines))
	filling.place(page, tree, 1, first, lines)
end

local function items_of(page, with_note)
	local items = {}
	for i = 1, math.min(#page.stories, STORIES) do
		items[i] = looks.item("story " .. i, page.stories[i])
		items[i].lead = i == 1
	end
	for i, jump in ipairs(page.jumps) do
		items[#items + 1] = looks.item("jump " .. i, jump)
		items[#items].rest = true
	end
	if with_note then
		items[#items + 1] = looks.item("note")
		items[#items].note = true
	end
	return items
end

local function filler_of(page, i)
	return looks.item("filler " .. i, page.fillers[i])
end

-- The later page that is least full with EACH characters more for all that it is SENT, one that the issue
-- has before one that is made for it, and how full; nil: none would be less than MOST full.
local function emptiest(page, sent, each, most)
	local best, least = nil, most
	for _, p in ipairs(page.later) do
		local load = p.length + p.stories * HEADS + (p.roll or 0) * ENTRY + ((sent[p.number] or 0) + 1) * each
		if load < least and not (p.more and best) then
			best, least = p.number, load
		end
	end
	return best, least
end

-- Where N stories may go on, each with EACH characters (0: as many as it likes), and how many of it may at
-- most; no page becomes more than MOST full by them. nil: not all find room.
local function aims(page, n, each, most)
	local sent, aim = {}, {to = {}, room = {}}
	most = math.tointeger(most * page.columns * page.characters * page.lines // 1)
	for i = 1, n do
		local to, load = emptiest(page, sent, each, most)
		if not to then
			return nil
		end
		sent[to] = (sent[to] or 0) + 1
		aim.to[i] = to
		aim.room[to] = each > 0 and each + (most - load) // sent[to] or nil
	end
	return aim
end

-- What can be parted, the longest story first; what another page began last.
local function longest(items)
	local list = {}
	for i, item in ipairs(items) do
		if item.story then
			list[#list + 1] = {item = item, length = item.length, at = i}
		end
	end
	table.sort(list, function(a, b)
		if a.item.rest ~= b.item.rest then
			return not a.item.rest
		end
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

-- Those of LIST that are in SET go on as AIM says; nil: none does.
local function part(list, set, aim)
	for i, at in ipairs(set) do
		local item, to = list[at].item, aim and aim.to[i]
		item.to, item.room = to, to and aim.room[to]
	end
end

-- As few of the longest stories as it takes are parted, more only where the page would not look well
-- otherwise. OVER: characters that go on, in all (0: not known); no page becomes more than MOST full by them.
local function plan_parted(page, items, lines, over, most)
	local long = longest(items)
	local best, level, least, parted, aimed
	for _, set in ipairs(choices(#long)) do
		if best and #set > #parted and (least < WELL or #set > 2) then
			break
		end
		local aim = aims(page, #set, over // #set, most)
		if aim then
			part(long, set, aim)
			local tree, l, cost = cutting.plan(page, items, lines, LOWEST_PARTED)
			if tree and (not best or cost < least) then
				best, level, least, parted, aimed = tree, l, cost, set, aim
			end
			part(long, set, nil)
		end
	end
	part(long, parted or {}, aimed)
	return best, level
end

-- Too much for the page: its stories go on where there is room for what it has too much; if there is none,
-- at the page that is least full, which may send some of its own further on.
local function plan_jumps(page, items, lines)
	if #page.later == 0 then
		return nil
	end
	local over = (cutting.lowest(page, items, LOWEST_PARTED).lines - lines) * page.columns * page.characters
	for _, most in ipairs(FULL) do
		local tree, level = plan_parted(page, items, lines, math.max(1, over), most)
		if tree then
			return tree, level
		end
	end
	return plan_parted(page, items, lines, 0, CAPACITY)
end

local function set_type(items, type)
	for _, item in ipairs(items) do
		item.type = type
	end
end

-- Lines that TREE leaves empty of LINES, however large its stories are set.
local function hole_of(tree, lines)
	return math.max(0, lines - tree.most)
end

-- A page with a hole: short pieces close it, one after the other, while they make it smaller.
local function with_fillers(page, items, lines, tree, level)
	local free, again = {}, true
	for i = 1, math.min(#page.fillers, FILLERS) do
		free[i] = filler_of(page, i)
	end
	while again and hole_of(tree, lines) > FOOT do
		again = false
		for i = 1, #free do
			local more = table.move(items, 1, #items, 1, {})
			more[#more + 1] = free[i]
			local t, l = cutting.plan(page, more, lines, 0)
			if t and hole_of(t, lines) < hole_of(tree, lines) then
				items, tree, level, again = more, t, l, true
				table.remove(free, i)
				break
			end
		end
	end
	return items, tree, level
end

-- The cost of a hole that the paper's own space closes at the foot: the front page is for news.
local function house_cost(page, lines, house)
	local each = page.first and HOUSE_FRONT or HOUSE_INSIDE
	return 40 + house * each + math.max(0, house - lines * HOUSE_MOST) * 20
end

-- A page that is still thin has larger text; what is left then the paper takes for itself.
local function enlarged(page, items, lines, tree, level)
	local best, least, kind, house = tree, nil, 1, 0
	for type = 1, #looks.TYPES do
		set_type(items, type)
		local t = type == 1 and tree or cutting.plan(page, items, lines, 0)
		if not t then
			break
		end
		local hole, cost = hole_of(t, lines), (type - 1) * TYPE_COST
		local own = hole > FOOT and math.max(HOUSE_LEAST, hole) or 0
		cost = cost + (own > 0 and house_cost(page, lines, own) or 0)
		if not least or cost < least then
			best, least, kind, house = t, cost, type, own
		end
	end
	set_type(items, kind)
	return best, kind == 1 and level or 0, house
end

-- The paper's own space under TREE, of HOUSE lines and no more than MOST.
local function add_house(page, tree, house, most)
	local leaf = {
		item = looks.item("house"), width = page.columns, lines = HOUSE_LEAST, most = math.min(house, most),
		cost = 0,
	}
	leaf.item.house = most
	return {
		top = tree, bottom = leaf, width = page.columns, lines = tree.lines + GAP + leaf.lines,
		most = tree.most + GAP + leaf.most, cost = tree.cost,
	}
end

local function thin(page, items, lines, tree, level)
	local house
	items, tree, level = with_fillers(page, items, lines, tree, level)
	tree, level, house = enlarged(page, items, lines, tree, level)
	if house > 0 and tree.lines + GAP + HOUSE_LEAST <= lines then
		tree = add_house(page, tree, house, math.tointeger(lines * HOUSE_LAST // 1))
	end
	return tree, level
end

-- The names of ITEMS in a text, and they by their names, with the fillers that are free.
local function named(page, items)
	local names, by_name = {}, {}
	for i, item in ipairs(items) do
		names[i], by_name[item.name] = item.name, item
	end
	for i = 1, #page.fillers do
		local item = filler_of(page, i)
		by_name[item.name] = item
	end
	return table.concat(names, ",") .. "+" .. #page.fillers, by_name
end

-- The tree of a page and its level: as it was in another edition, or else the best there is; nil: there
-- is too much for the page.
local function plan(page, items, lines, may_jump)
	local names, by_name = named(page, items)
	local tree, level = memory.recall(page, names, by_name, lines)
	if tree then
		return tree, level
	end
	tree, level = cutting.plan(page, items, lines, SMALLEST)
	if not tree and may_jump then
		tree, level = plan_jumps(page, items, lines)
	end
	if tree and not page.more and hole_of(tree, lines) > FOOT then
		tree, level = thin(page, items, lines, tree, level)
	end
	return tree, level
end

-- Stories in the lines from FIRST to LAST; the line below the lowest. Where the note of the issue
-- has no room, it is left to the next page, if there is one.
local function stories(page, first, last, with_note)
	local items, lines = items_of(page, with_note), last - first + 1
	if #items == 0 then
		return first
	end
	local tree, level = plan(page, items, lines, not with_note or page.last)
	if tree then
		filling.grade(tree, false)
		filling.grow(page, tree, level, lines)
		filling.place(page, tree, 1, first, tree.used)
		memory.keep(page, named(page, items), tree, level, items[1].type, hole_of(tree, lines))
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

-- The lines of a roll that has ROOM lines for itself and needs LINES: it is stretched a little, and what
-- is left at the foot of the page the paper takes for itself.
local function roll_alone(page, room, last, lines)
	local most = lines * ROLL_ALONE_MOST // 1
	lines = math.min(room, lines * ROLL_MOST // 1)
	local house = math.min(room - lines - GAP, page.lines * HOUSE_MOST // 1)
	if house < HOUSE_LEAST then
		return math.tointeger(math.min(room, most))
	end
	house = math.tointeger(house)
	page:house{line = last - house + 1, lines = house}
	return math.tointeger(math.min(room - GAP - house, most))
end

-- The largest type of the roll that ROOM lines hold with all its rows equally high; its lines.
local function type_of_roll(page, across, room, most)
	local least, lines = page:honours_lines{across = across}
	local percent = 100
	lines = math.max(least, math.min(lines, room))
	for p = 110, most, 10 do
		local _, n = page:honours_lines{across = across, percent = p}
		if n <= room then
			percent, lines = p, n
		end
	end
	return percent, lines
end

-- Lines that the stories of the page take when they are set as large as the usual text allows.
local function story_lines(page, room)
	local items = items_of(page, page.has_note)
	local tree = #items > 0 and cutting.plan(page, items, room, SMALLEST)
	return tree and math.min(room, tree.most) or #items > 0 and room or 0
end

-- Whether a roll of LINES leaves too little of ROOM to the stories of its page.
local function crowded(page, room, lines, alone)
	return lines + (alone and 0 or GAP + story_lines(page, room)) > room
end

-- The roll stands at the foot of the page, in larger type where there is room for it, and is stretched
-- a little into what is left above it. Alone it keeps away from the rule of the folio.
local function honours(page, first, last)
	local alone = #page.stories + #page.jumps == 0 and not page.has_note
	first = alone and not page.first and first + 1 or first
	local room = last - first + 1
	local across, to = across_of(page, room - (alone and 0 or 20)), nil
	local free = alone and room or room - GAP - story_lines(page, room)
	local percent, lines = type_of_roll(page, across, free, alone and ROLL_ALONE or ROLL_TYPE)
	for _, p in ipairs(page.later) do
		if p.layout == "honours" and lines > room or p.more and p.stories == 0 and crowded(page, room, lines, alone) then
			to = to or p.number
		end
	end
	lines = math.min(lines, to and not alone and room // 2 or room)
	local line = first
	if alone then
		lines = roll_alone(page, room, last, lines)
	else
		line = stories(page, first, last - lines - GAP, page.has_note)
		lines = math.tointeger(math.min(last - line + 1, lines * ROLL_MOST // 1))
		line = page.more and line or last - lines + 1
	end
	page:honours{line = line, lines = math.min(last - line + 1, lines), across = across, percent = percent, to_page = to}
end

-- The masthead, with the ear of the issue beside it; its lines.
local function masthead(page)
	local lines, ear = MASTHEAD[page.lines < HIGH and 1 or 2], page.columns // 3
	if page.ear_lines == 0 then
		page:masthead{lines = lines}
	else
		page:masthead{lines = lines, columns = page.columns - ear}
		page:ear{column = page.columns - ear + 1, columns = ear, lines = lines - 1}
	end
	return lines
end

local function compose(page)
	local first = 3
	if page.first then
		first = masthead(page) + 1
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
