-- filling.lua - a page that was cut is filled: grade() makes heads side by side differ, grow() gives
-- the lines that are left to larger heads and pictures, place() puts all down.

local looks = use("looks")
local cutting = use("cutting")
local ask, look = looks.ask, looks.look
local corner, GAP, HOLE = cutting.corner, cutting.GAP, cutting.HOLE
local PICTURE_MOST = looks.PICTURE_MOST
local PULL = 4 -- what it costs to set words large
local LIKE = -20 -- and to set a story as in another edition
local UPRIGHT = -20 -- the cost of a head that runs down where heads would stand side by side
local CLASH = 1.15 -- heads side by side differ by more, or in their face

-- Heads side by side at one height are graded: the right one is of another face, a step smaller.
local function grade(node, smaller)
	if node.item then
		node.smaller = smaller
	elseif node.left then
		grade(node.left, smaller)
		grade(node.right, corner(node.left, false).width == corner(node.right, true).width)
	else
		grade(node.top, smaller)
		grade(node.bottom, false)
	end
end

-- Looks that may fill more lines: larger pictures, then larger heads. try(how, cost) is called.
local function larger(page, node, level, try)
	local item, pictured = node.item, #node.item.pictures > 0
	local texts = looks.text_of(page, item, node.width)
	for l = level, looks.largest(item) do
		for _, text in ipairs(pictured and {false} or texts) do
			local other = text and text ~= texts[1]
			local cost = (l - level) * 3 + (other and 12 or 0)
			try({level = l, text = text or nil}, cost)
			try({level = l, text = text or nil, two = true}, cost + 6)
		end
		for span = 2, pictured and 3 or 0 do
			for factor = 80, PICTURE_MOST * 100 // 1, 5 do
				try({level = l, span = span, factor = factor / 100},
						(l - level) * 3 + math.abs(factor - 100) / 10)
			end
		end
	end
end

-- The same with words of the story set large.
local function pulled(page, node, level, try)
	local text = looks.text_of(page, node.item, node.width)[1]
	if not looks.pull_of(node.item, text) then
		return
	end
	larger(page, node, level, function(how, cost)
		for more = 0, looks.PULL_MORE do
			local pulled = {pull = more}
			for k, v in pairs(how) do
				pulled[k] = v
			end
			if looks.pull_of(node.item, how.text or text) then
				try(pulled, cost + PULL + more)
			end
		end
	end)
end

-- The look found with more between its lines.
local function loosened(node, try)
	local found = node.how
	for loose = 1, looks.LOOSE do
		local how = {loose = loose}
		for k, v in pairs(found) do
			how[k] = v
		end
		try(how, 10 * loose)
	end
end

-- The look that fills LINES best: a line left white costs most.
local function grow_leaf(page, node, level, lines)
	local item, least = node.item, nil
	node.how = {width = node.width, level = level, text = node.text}
	node.used = node.lines
	if not item.story then
		node.used = item.house and math.min(lines, item.house) or node.lines
		return
	end
	if node.parted then -- it takes what room there is
		node.used = math.min(lines, node.most)
		node.how.lines, node.how.smaller = node.used, node.smaller
		return
	end
	local function try(how, cost)
		how.width, how.smaller = node.width, node.smaller
		local n, hole = ask(page, item, how)
		local space = how.upright and 0 or math.min(math.max(0, lines - n), looks.space_of(item))
		local white = math.max(0, lines - n - space)
		cost = cost + white * 5 + math.max(0, white - HOLE) * 20 + space * 1.5 + hole
		if n <= lines and (not least or cost < least) then
			node.used, node.how, node.space, least = n + space, how, space, cost
		end
	end
	try({level = level, text = node.text}, 0)
	if node.like then -- as in another edition
		local how = {}
		for k, v in pairs(node.like) do
			how[k] = v
		end
		how.space = nil
		try(how, LIKE)
	end
	local text = node.text or looks.text_of(page, item, node.width)[1]
	if node.smaller and looks.may_stand(item, text) then
		try({level = level, text = text, upright = true}, UPRIGHT)
	end
	larger(page, node, level, try)
	if lines - node.used > 1 then
		pulled(page, node, level, try)
	end
	if lines - node.used > 1 then
		loosened(node, try)
	end
	node.how.space = node.space
end

-- Grow NODE to at most LINES; node.used is what it takes then.
local function grow(page, node, level, lines)
	if node.item then
		grow_leaf(page, node, level, lines)
	elseif node.left then
		grow(page, node.left, level, lines)
		grow(page, node.right, level, lines)
		node.used = math.max(node.left.used, node.right.used)
	else
		local left = lines - node.lines
		local can, top = node.most - node.lines, node.top.most - node.top.lines
		local share = can > 0 and math.min(top, left * top // can) or 0
		grow(page, node.top, level, node.top.lines + share)
		grow(page, node.bottom, level, lines - GAP - node.top.used)
		node.used = node.top.used + GAP + node.bottom.used
	end
end

-- The same where there is too much: each node of a stack has its share of LINES.
local function shrink(node, level, lines)
	node.used = lines
	if node.item then
		node.how = {width = node.width, level = level, text = node.text, smaller = node.smaller}
	elseif node.left then
		shrink(node.left, level, math.min(lines, node.left.lines))
		shrink(node.right, level, math.min(lines, node.right.lines))
	else
		local room = lines - GAP
		local top = room * node.top.lines // (node.top.lines + node.bottom.lines)
		shrink(node.top, level, top)
		shrink(node.bottom, level, room - top)
	end
end

-- Nodes of a stack, from top to bottom.
local function stacked(node, list)
	if node.top then
		stacked(node.top, list)
		stacked(node.bottom, list)
	else
		list[#list + 1] = node
	end
	return list
end

local arrange

-- What is left of LINES widens the gaps; more than two lines a gap stay at the foot.
local function arrange_stack(node, column, line, lines, out)
	local list = stacked(node, {})
	local left, last = lines - node.used, line + lines - 1
	for i, n in ipairs(list) do
		local room = i == #list and last - line + 1 or n.used
		arrange(n, column, line, math.min(room, n.used, last - line + 1), out)
		line = line + n.used
		if i < #list and line < last then
			local extra = math.max(0, math.min(2, left // (#list - i)))
			out[#out + 1] = {what = "rule_across", column = column, columns = node.width, line = line + extra // 2}
			line, left = line + GAP + extra, left - extra
		end
	end
end

-- What stands where, in a list: NODE at COLUMN and LINE, LINES high.
function arrange(node, column, line, lines, out)
	if lines < 1 then
		return out
	elseif node.top then
		arrange_stack(node, column, line, lines, out)
	elseif node.left then
		arrange(node.left, column, line, lines, out)
		arrange(node.right, column + node.left.width, line, lines, out)
		out[#out + 1] = {what = "rule_down", column = column + node.left.width, line = line, lines = lines}
	else
		local item = node.item
		out[#out + 1] = {
			what = item.house and "house" or item.note and "note" or "story", node = node,
			column = column, columns = node.width, line = line, lines = math.min(lines, node.used),
		}
	end
	return out
end

-- The lines that the heads of a story take, its points and its face.
local function head_of(page, at, how)
	local item = at.node.item
	local _, _, _, _, lines, points = ask(page, item, how)
	local head = look(page, item, how).headline
	return lines, points, head.vertical and "vertical" or head.face
end

-- Whether the heads of two stories side by side, A at the left, stand at one height and look the same
-- (碰题).
local function clash(page, a, b)
	if a.column + a.columns ~= b.column then
		return false
	end
	local lines, points, face = head_of(page, a, a.node.how)
	local other_lines, other, other_face = head_of(page, b, b.node.how)
	return a.line < b.line + other_lines and b.line < a.line + lines
		and face == other_face and face ~= "vertical"
		and math.max(points, other) < CLASH * math.min(points, other)
end

local function clashes(page, stories, at)
	for _, other in ipairs(stories) do
		if clash(page, at, other) or clash(page, other, at) then
			return true
		end
	end
	return false
end

-- Give the story AT a head that is unlike those beside it; what that saves is white around it.
local function unlike(page, stories, at)
	local node, kept = at.node, at.node.how
	for step = 0, 2 do
		for _, smaller in ipairs{not kept.smaller, kept.smaller or false} do
			local how = {}
			for k, v in pairs(kept) do
				how[k] = v
			end
			how.level = math.max(looks.SMALLEST, kept.level - step)
			how.smaller, how.space = smaller, nil
			local lines = ask(page, node.item, how)
			how.space = at.lines > lines and not how.lines and at.lines - lines or nil
			node.how = how
			if (lines <= at.lines or how.lines) and not clashes(page, stories, at) then
				return
			end
		end
	end
	node.how = kept
end

-- Heads side by side are made to differ: the later story gives way.
local function separate(page, list)
	local stories = {}
	for _, at in ipairs(list) do
		if at.what == "story" then
			stories[#stories + 1] = at
		end
	end
	for _, a in ipairs(stories) do
		for _, b in ipairs(stories) do
			if clash(page, a, b) then
				unlike(page, stories, b.node.item.lead and a or b)
			end
		end
	end
end

local function put(page, at)
	local area = {column = at.column, columns = at.columns, line = at.line, lines = at.lines}
	if at.what == "story" then
		local m = look(page, at.node.item, at.node.how)
		m.column, m.line, m.lines = at.column, at.line, at.lines
		page:story(m)
	else
		page[at.what](page, area)
	end
end

-- Put the tree NODE at COLUMN and LINE, LINES high.
local function place(page, node, column, line, lines)
	local list = arrange(node, column, line, lines, {})
	separate(page, list)
	for _, at in ipairs(list) do
		put(page, at)
	end
end

return {grade = grade, grow = grow, shrink = shrink, arrange = arrange, place = place}
