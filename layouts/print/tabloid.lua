-- tabloid.lua - 四开小报: lays out any page without a plan of its own.
--
-- A page is a pile of rows; a row is cells side by side (6 columns in all); a cell is one story or
-- a few stacked ones. plan() tries the ways to cut the stories into rows and cells, asks the
-- composer how high each would be, and takes the one that fills the page with least white and
-- keeps the order of importance. fill() then gives what lines are left to larger heads and
-- pictures, row by row, and places everything.

local GAP = 1      -- lines between rows and between stacked stories; a rule stands in it
local MASTHEAD = 10 -- lines
local BEAM = 40    -- half-made plans that are followed up

-- Looks ----------------------------------------------------------------------------------------

-- By width in columns: size of a headline in points (lead, other), text columns (usual, other).
local looks = {
	[1] = {lead = 18, other = 16, text = {1}},
	[2] = {lead = 24, other = 21, text = {1, 2}},
	[3] = {lead = 32, other = 26, text = {2, 3}},
	[4] = {lead = 40, other = 31, text = {3, 2}},
	[5] = {lead = 44, other = 34, text = {4, 3}},
	[6] = {lead = 50, other = 36, text = {4, 3}},
}

-- A story is set smaller (below 0) where the page is too full, larger where it has room.
local scale = {[-3] = 0.6, [-2] = 0.72, [-1] = 0.86, [0] = 1, [1] = 1.12, [2] = 1.25, [3] = 1.4}
local SMALLEST, LARGEST = -3, 3

local function round(x)
	return math.floor(x * 2 + 0.5) / 2
end

local function length(text)
	return utf8.len(text) or #text
end

-- How a story looks WIDTH columns wide. other_face: it stands beside a head of the same size.
local function look(page, item, width, level, text_columns, picture_lines, other_face)
	local l = looks[width]
	local size = round((item.lead and l.lead or l.other) * scale[level])
	local points = (width * (page.characters + 1) - 1) * 9
	local one_line = length(item.story.title) * size <= points * 1.25
	local m = {
		story = item.story,
		columns = width,
		text_columns = text_columns or l.text[1],
		headline = {
			size = size,
			face = other_face and "song-bold" or "hei-bold",
			align = width >= 5 and "center" or "left",
			max_lines = (one_line or width >= 5) and 1 or 2,
		},
		kicker = {
			size = math.max(10, round(size * 0.45)), face = "song",
			align = width >= 5 and "center" or "left", max_lines = 1,
		},
		deck = {
			size = math.max(10, round(size * 0.42)), face = "hei",
			align = width >= 5 and "center" or "left", max_lines = 2,
		},
		byline = {size = 9, face = "hei", align = width >= 5 and "center" or "left", max_lines = 2},
		picture = {},
	}
	for i = 1, math.min(#item.story.pictures, 4) do
		local span = 1
		if i == 1 and m.text_columns >= 3 then
			span = item.lead and m.text_columns >= 4 and width >= 6 and 2 or 2
		end
		m.picture[i] = {
			index = i, columns = span, right = i % 2 == 1,
			lines = picture_lines and picture_lines[i] or 0,
		}
	end
	return m
end

-- Asking the composer, once for each look ---------------------------------------------------------

local function ask(page, item, width, level, text_columns, picture_lines)
	local key = table.concat({width, level, text_columns or 0,
				  picture_lines and table.concat(picture_lines, ",") or ""}, " ")
	local known = item.known[key]
	if not known then
		if item.note then
			known = {lines = page:note_lines{columns = width}, hole = 0}
		else
			known = page:fit(look(page, item, width, level, text_columns, picture_lines))
		end
		item.known[key] = known
	end
	return known
end

-- Lines of a picture as the composer sets it in WIDTH columns: from its proportions.
local function picture_lines(page, item, width, text_columns, factor)
	local lines = {}
	local m = look(page, item, width, 0, text_columns)
	local em = (width * (page.characters + 1) - 1) / m.text_columns
	for i, p in ipairs(m.picture) do
		local size = item.story.pictures[p.index]
		local w = em * p.columns * 9
		local ratio = size.width > 0 and size.height / size.width or 0.67
		lines[i] = math.max(4, math.floor(w * ratio * factor / 12.75))
	end
	return lines
end

-- The height at LEVEL, and the most a story can be made to take.
local function height(page, item, width, level)
	return ask(page, item, width, level).lines
end

local function most(page, item, width)
	if item.note then
		return height(page, item, width, 0)
	end
	local pictures
	if #item.story.pictures > 0 then
		pictures = picture_lines(page, item, width, nil, 1.3)
	end
	return ask(page, item, width, LARGEST, nil, pictures).lines
end

-- Rows ----------------------------------------------------------------------------------------------

-- Ways to cut the 6 columns, by number of cells.
local widths = {{{6}}, {{4, 2}, {3, 3}, {2, 4}}, {{2, 2, 2}}}

-- Ways to put N stories into CELLS cells, at most 3 in one: lists of counts.
local function splits(n, cells)
	if cells == 1 then
		return n >= 1 and n <= 3 and {{n}} or {}
	end
	local all = {}
	for first = 1, math.min(3, n - cells + 1) do
		for _, rest in ipairs(splits(n - first, cells - 1)) do
			all[#all + 1] = {first, table.unpack(rest)}
		end
	end
	return all
end

-- How much a module of this shape is disliked: too flat, too tall, too narrow for the lead.
local function shape_cost(item, width, lines)
	local cost = 0
	if item.note then
		return width == 2 and 0 or width == 3 and 10 or 40
	end
	if lines > 12 * width + 14 then
		cost = cost + (lines - 12 * width - 14) * width
	end
	if lines < 2 * width + 4 then
		cost = cost + (2 * width + 4 - lines) * width
	end
	if item.lead and width < 4 then
		cost = cost + (width == 3 and 60 or 250)
	end
	if not item.lead and width == 6 then
		cost = cost + 12
	end
	return cost
end

-- The row of items FROM to TO cut as COUNTS and WIDE say.
local function make_row(page, items, from, counts, wide, level)
	local row = {cells = {}, lines = 0, most = 0, cost = 0}
	local at, column = from, 1
	for i, width in ipairs(wide) do
		local cell = {items = {}, width = width, column = column, lines = -GAP, most = -GAP}
		for k = 1, counts[i] do
			local item = items[at]
			local h = height(page, item, width, level)
			cell.items[k] = item
			cell.lines = cell.lines + h + GAP
			cell.most = cell.most + math.max(h, most(page, item, width)) + GAP
			row.cost = row.cost + shape_cost(item, width, h)
			if item.lead and (i > 1 or k > 1) then
				row.cost = row.cost + 80
			end
			if counts[i] > 1 and item.lead then
				row.cost = row.cost + 40
			end
			at = at + 1
		end
		if i > 1 and wide[i - 1] == width and counts[i - 1] == 1 and counts[i] == 1 then
			row.cost = row.cost + 8 -- heads of one size side by side
		end
		row.cells[i] = cell
		row.lines = math.max(row.lines, cell.lines)
		column = column + width
	end
	row.most = row.lines
	local most_of_all = math.huge
	for _, cell in ipairs(row.cells) do
		local white = math.max(0, row.lines - cell.most)
		row.cost = row.cost + white * cell.width * 3
			+ math.max(0, row.lines - cell.lines) * cell.width * 0.6
		most_of_all = math.min(most_of_all, cell.most)
	end
	row.most = math.max(row.lines, most_of_all)
	return row
end

local function rows_of(page, items, from, to, level)
	local n = to - from + 1
	local rows = {}
	for cells = 1, math.min(3, n) do
		if cells > 1 or n == 1 then
			for _, counts in ipairs(splits(n, cells)) do
				for _, wide in ipairs(widths[cells]) do
					rows[#rows + 1] = make_row(page, items, from, counts, wide, level)
				end
			end
		end
	end
	return rows
end

-- Plans -----------------------------------------------------------------------------------------------

local function by_cost(a, b)
	if a.cost ~= b.cost then
		return a.cost < b.cost
	end
	return a.lines < b.lines
end

-- Only the cheapest plan of each height is followed up, and not too many of those.
local function prune(plans)
	table.sort(plans, by_cost)
	local kept, seen = {}, {}
	for _, plan in ipairs(plans) do
		if not seen[plan.lines] and #kept < BEAM then
			seen[plan.lines] = true
			kept[#kept + 1] = plan
		end
	end
	return kept
end

-- What is white at the foot of the page when all has grown as far as it can.
local function foot_cost(plan, lines)
	local left = lines - plan.lines
	return math.max(0, left - (plan.most - plan.lines)) * 4 + left * 0.2
end

-- The best plan for ITEMS in this order within LINES; nil if none fits.
-- any: the lowest one, even if it does not fit.
local function best_in_order(page, items, lines, level, any)
	local plans = {[0] = {{lines = -GAP, most = -GAP, cost = 0, rows = {}}}}
	for to = 1, #items do
		plans[to] = {}
		for from = math.max(1, to - 5), to do
			for _, row in ipairs(rows_of(page, items, from, to, level)) do
				for _, before in ipairs(plans[from - 1]) do
					local total = before.lines + GAP + row.lines
					if total <= lines or any then
						local rows = table.move(before.rows, 1, #before.rows, 1, {})
						rows[#rows + 1] = row
						table.insert(plans[to], {
							lines = total, most = before.most + GAP + row.most,
							cost = before.cost + row.cost, rows = rows,
						})
					end
				end
			end
		end
		plans[to] = prune(plans[to])
	end
	local best
	for _, plan in ipairs(plans[#items]) do
		plan.cost = plan.cost + (any and plan.lines * 100 or foot_cost(plan, lines))
		if not best or by_cost(plan, best) then
			best = plan
		end
	end
	return best
end

-- The orders that are tried: the editor's, and for a few stories every other one behind the lead.
-- Each comes with what it costs to leave the editor's order.
local function orders(items)
	local all = {{items = items, cost = 0}}
	if #items > 5 then
		for i = 2, #items - 1 do
			local swapped = table.move(items, 1, #items, 1, {})
			swapped[i], swapped[i + 1] = swapped[i + 1], swapped[i]
			all[#all + 1] = {items = swapped, cost = 4}
		end
		return all
	end
	local function permute(done, rest, cost)
		if #rest == 0 then
			if cost > 0 then
				all[#all + 1] = {items = done, cost = cost}
			end
			return
		end
		for i = 1, #rest do
			local d = table.move(done, 1, #done, 1, {})
			local r = table.move(rest, 1, #rest, 1, {})
			d[#d + 1] = table.remove(r, i)
			permute(d, r, cost + (i - 1) * 4)
		end
	end
	permute({items[1]}, table.move(items, 2, #items, 1, {}), 0)
	return all
end

local function plan(page, items, lines)
	for level = 0, SMALLEST, -1 do
		local best
		for _, order in ipairs(orders(items)) do
			local p = best_in_order(page, order.items, lines, level)
			if p then
				p.cost = p.cost + order.cost
				p.level = level
				if not best or by_cost(p, best) then
					best = p
				end
			end
		end
		if best then
			return best
		end
	end
	return nil
end

-- Filling -----------------------------------------------------------------------------------------------

-- The look that makes a story as high as it can be within LINES: first text columns and heads,
-- then pictures, a line at a time.
local function grow(page, item, width, level, lines)
	local best = {level = level, lines = height(page, item, width, level)}
	if item.note or best.lines >= lines then
		return best
	end
	for l = level, LARGEST do
		for _, text in ipairs(looks[width].text) do
			local fit = ask(page, item, width, l, text)
			if fit.lines <= lines and fit.lines > best.lines then
				best = {level = l, text = text, lines = fit.lines}
			end
		end
	end
	if #item.story.pictures == 0 then
		return best
	end
	local grown = best
	for l = level, LARGEST do
		for factor = 100, 135, 5 do
			local pictures = picture_lines(page, item, width, nil, factor / 100)
			local fit = ask(page, item, width, l, nil, pictures)
			if fit.lines <= lines and fit.lines > grown.lines then
				grown = {level = l, pictures = pictures, lines = fit.lines}
			end
		end
	end
	return grown
end

local function place(page, item, cell, line, lines, how, other_face)
	if item.note then
		page:note{column = cell.column, columns = cell.width, line = line, lines = lines}
		return
	end
	local m = look(page, item, cell.width, how.level, how.text, how.pictures, other_face)
	m.column, m.line, m.lines = cell.column, line, lines
	page:story(m)
end

-- Grow the stories of a cell to LINES in all; what one cannot take goes to the next.
local function grow_cell(page, cell, level, lines)
	local left = lines - cell.lines
	cell.how, cell.used = {}, -GAP
	for i, item in ipairs(cell.items) do
		local share = i == #cell.items and left or left // (#cell.items - i + 1)
		local base = height(page, item, cell.width, level)
		local how = grow(page, item, cell.width, level, base + share)
		left = left - (how.lines - base)
		cell.how[i] = how
		cell.used = cell.used + how.lines + GAP
	end
end

-- Place a cell at LINE of a row that is LINES high: what is left stands between its stories.
local function place_cell(page, cell, line, lines, other_face)
	local left = lines - cell.used
	local n = #cell.items
	for i, item in ipairs(cell.items) do
		local how = cell.how[i]
		local bottom = n == 1 and 0 or (i < n and left // (n - 1) or 0)
		place(page, item, cell, line, how.lines, how, other_face)
		line = line + how.lines
		if i < n then
			page:rule_across{column = cell.column, columns = cell.width,
					 line = line + bottom // 2}
			line = line + GAP + bottom
			left = left - bottom
		end
	end
end

local function place_row(page, row, line)
	local before
	for i, cell in ipairs(row.cells) do
		local same = before and before.width == cell.width and not before.other
		cell.other = same
		place_cell(page, cell, line, row.used, same)
		if i > 1 then
			page:rule_down{column = cell.column, line = line, lines = row.used}
		end
		before = cell
	end
end

-- Give each row its share of the lines that are left, then place rows from LINE on.
local function fill(page, p, line, lines)
	local left = lines - p.lines
	local room = p.most - p.lines
	for i, row in ipairs(p.rows) do
		local can = row.most - row.lines
		local share = room > 0 and math.min(can, (left * can + room - 1) // room) or 0
		room = room - can
		row.used = 0
		for _, cell in ipairs(row.cells) do
			grow_cell(page, cell, p.level, row.lines + share)
			row.used = math.max(row.used, cell.used)
		end
		left = left - (row.used - row.lines)
	end
	-- A few lines that nothing could take widen the gaps between the rows.
	local gaps = #p.rows - 1
	for i, row in ipairs(p.rows) do
		place_row(page, row, line)
		line = line + row.used
		if i < #p.rows then
			local extra = gaps > 0 and left <= 3 * (#p.rows - 1) and left // gaps or 0
			page:rule_across{line = line + extra // 2}
			line = line + GAP + extra
			left, gaps = left - extra, gaps - 1
		end
	end
	return line
end

-- Too much for the page: everything as small as it gets, and the composer says what is over.
local function squeeze(page, items, line, last)
	local p = best_in_order(page, items, last - line + 1, SMALLEST, true)
	for _, row in ipairs(p.rows) do
		if line > last then
			return
		end
		row.used = math.min(row.lines, last - line + 1)
		for _, cell in ipairs(row.cells) do
			local at = line
			for k, item in ipairs(cell.items) do
				local h = height(page, item, cell.width, SMALLEST)
				local rest = line + row.used - at
				if rest > 0 then
					place(page, item, cell, at, k == #cell.items and rest or math.min(h, rest),
					      {level = SMALLEST})
				end
				at = at + h + GAP
			end
		end
		line = line + row.used + GAP
	end
end

-- The pages -----------------------------------------------------------------------------------------------

local function items_of(page, with_note)
	local items = {}
	for i, story in ipairs(page.stories) do
		items[i] = {story = story, lead = i == 1, known = {}}
	end
	if with_note and page:note_lines{columns = 2} > 0 then
		items[#items + 1] = {note = true, known = {}}
	end
	return items
end

-- Stories in the lines from FIRST to LAST; the line after the lowest.
local function stories(page, first, last, with_note)
	local items = items_of(page, with_note)
	if #items == 0 then
		return first
	end
	local p = plan(page, items, last - first + 1)
	if p then
		return fill(page, p, first, last - first + 1)
	end
	if items[#items].note and #items > 1 then
		return stories(page, first, last, false)
	end
	squeeze(page, items, first, last)
	return last + 1
end

-- The roll at the foot of the page: cells across so that the stories find room above.
local function roll_lines(page, above)
	local best
	for _, across in ipairs{4, 3, 5} do
		local lines = page:honours_lines{across = across}
		if not best or (above < best.lines and lines < best.lines) then
			best = {across = across, lines = lines}
		end
	end
	return best
end

local function head(page)
	if page.first then
		page:masthead{lines = MASTHEAD}
		return MASTHEAD + 2
	end
	page:folio{lines = 2}
	return 4
end

local function compose(page)
	local first = head(page)
	local last = page.lines
	if not page.roll then
		stories(page, first, last, page.first)
		return
	end
	local need = #page.stories > 0 and 20 or 0
	local roll = roll_lines(page, last - first + 1 - need)
	local lines = math.min(roll.lines, last - first + 1)
	local line = #page.stories > 0 and last - lines + 1 or first
	if #page.stories > 0 then
		stories(page, first, line - 1 - GAP, page.first)
	end
	page:honours{line = line, lines = lines, across = roll.across}
end

return {front = compose, news = compose, honours = compose}
