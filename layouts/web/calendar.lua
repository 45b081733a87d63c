-- A month as a table, weeks from Monday: calendar(year, month, issues), ISSUES by day. A day
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

local head = part(function()
	local names = h.tr{}
	for i, name in ipairs(weekdays) do
		names[i] = h.th{scope = "col", abbr = t"星期" .. name, name}
	end
	return h.thead{names}
end)()

local none = part(function() return h.td{class = "none"} end)()
local plain = part(function(of) return h.td{of.day} end)
local days = {}
for day = 1, 31 do
	days[day] = plain{day = day}
end

local has = part(function(of)
	local issue = of.issue
	return h.td{class = "has", h.a{href = link(issue.path), ["aria-label"] = of.label,
		h.time{datetime = issue.date, issue.day}}}
end)

local day_label, number_label, month_label = t"%d月%d日", t"，总第%d期", t"%d月"

local function cell(issue)
	local number = issue.number and number_label:format(issue.number) or ""
	return has{issue = issue, label = day_label:format(issue.month, issue.day) .. number}
end

-- From day FIRST, which may lie in the month before, as far as LAST.
local function week(first, last, issues)
	local row = {}
	for day = first, first + 6 do
		local issue = issues[day]
		row[day - first + 1] = issue and cell(issue) or day >= 1 and day <= last and days[day] or none
	end
	return h.tr(row)
end

return function(year, month, issues)
	local body, last = h.tbody{}, length(year, month)
	for first = 2 - weekday(year, month, 1), last, 7 do
		body[#body + 1] = week(first, last, issues)
	end
	return h.table{class = "calendar", h.caption(month_label:format(month)), head, body}
end
