-- A month as a table, weeks from Monday: calendar(ctx, year, month, issues), ISSUES by day. A day
-- that has no issue is there, but leads nowhere.
local weekdays = {t"一", t"二", t"三", t"四", t"五", t"六", t"日"}
local lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

local function length(year, month)
	local leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
	return month == 2 and leap and 29 or lengths[month]
end

-- 1 is Monday (Sakamoto's rule for the Gregorian calendar).
local function weekday(year, month, day)
	local shift = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4}
	local y = month < 3 and year - 1 or year
	return (y + y // 4 - y // 100 + y // 400 + shift[month] + day + 6) % 7 + 1
end

local none = part(function() return h.td{class = "none"} end)()
local plain = part(function(of) return h.td{of.day} end)

local has = part(function(of)
	return h.td{class = "has", h.a{href = of.href, ["aria-label"] = of.label,
		h.time{datetime = of.date, of.day}}}
end)

local function cell(ctx, day, issue)
	if not issue then
		return plain{day = day}
	end
	local number = issue.number and t"，总第%d期":format(issue.number) or ""
	return has{href = ctx.link(issue.path), date = issue.date, day = day,
		label = t"%d月%d日":format(issue.month, day) .. number}
end

local function week(ctx, year, month, first, issues)
	local row = h.tr{}
	for day = first, first + 6 do
		row[#row + 1] = day >= 1 and day <= length(year, month) and cell(ctx, day, issues[day])
			or none
	end
	return row
end

return function(ctx, year, month, issues)
	local names, body = h.tr{}, h.tbody{}
	for i, name in ipairs(weekdays) do
		names[i] = h.th{scope = "col", abbr = t"星期" .. name, name}
	end
	for first = 2 - weekday(year, month, 1), length(year, month), 7 do
		body[#body + 1] = week(ctx, year, month, first, issues)
	end
	return h.table{class = "calendar", h.caption(t"%d月":format(month)), h.thead{names}, body}
end
