-- filling.lua - a page that was cut is filled: grade() makes heads side by side differ, grow() gives
-- the lines that are left to larger heads and pictures, place() puts all down.

local looks = use("looks")
local cutting = use("cutting")
local ask, look = looks.ask, looks.look
local corner, GAP = cutting.corner, cutting.GAP
local PICTURE_MOST = looks.PICTURE_MOST
local PULL = 4 -- what it costs to set words large
local UPRIGHT = -20 -- the cost of a head that runs down where heads would stand side by side

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
	local item, pictured = node.item, #node.item.story.pictures > 0
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
		cost = cost + (lines - n - space) * 5 + space * 1.5 + hole
		if n <= lines and (not least or cost < least) then
			node.used, node.how, node.space, least = n + space, how, space, cost
		end
	end
	try({level = level, text = node.text}, 0)
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

local place

-- What is left of LINES widens the gaps; more than two lines a gap stay at the foot.
local function place_stack(page, node, column, line, lines)
	local list = stacked(node, {})
	local left, last = lines - node.used, line + lines - 1
	for i, n in ipairs(list) do
		local room = i == #list and last - line + 1 or n.used
		place(page, n, column, line, math.min(room, n.used, last - line + 1))
		line = line + n.used
		if i < #list and line < last then
			local extra = math.max(0, math.min(2, left // (#list - i)))
			page:rule_across{column = column, columns = node.width, line = line + extra // 2}
			line, left = line + GAP + extra, left - extra
		end
	end
end

-- Put NODE at COLUMN and LINE, LINES high.
function place(page, node, column, line, lines)
	if lines < 1 then
		return
	elseif node.top then
		place_stack(page, node, column, line, lines)
	elseif node.left then
		place(page, node.left, column, line, lines)
		place(page, node.right, column + node.left.width, line, lines)
		page:rule_down{column = column + node.left.width, line = line, lines = lines}
	elseif node.item.house then
		page:house{column = column, columns = node.width, line = line, lines = math.min(lines, node.used)}
	elseif node.item.note then
		page:note{column = column, columns = node.width, line = line, lines = math.min(lines, node.used)}
	else
		local m = look(page, node.item, node.how)
		m.column, m.line, m.lines = column, line, math.min(lines, node.used)
		page:story(m)
	end
end

return {grade = grade, grow = grow, shrink = shrink, place = place}
